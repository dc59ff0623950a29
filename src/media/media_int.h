/*
 * media_int - what the files of this room share: rasters, backends, limits, the sandbox.
 *
 * The decoder process knows documents through a backend. Everything a backend takes comes from the
 * arena of the context it is called with: open() gets the document's own arena, which lives until
 * close(); every other call gets the arena of one question, gone when it is answered.
 * Backends run shut in: they open no path but fonts and recognition models, make no file and
 * read and write only the descriptors they are handed.
 */
#ifndef KERUEN_MEDIA_INT_H
#define KERUEN_MEDIA_INT_H

#include "media/media.h"

/* Limits; past them a document is refused with ERR_LIMIT */
enum {
	MEDIA_PAGES_MAX = 20000,
	MEDIA_WORDS_MAX = 20000,      /* of a page; what follows is left out */
	MEDIA_WORD_BYTES = 500,       /* of a word; longer ones are cut */
	MEDIA_SIDE_MAX = 100000 - 1,  /* pixels of a page as delivered */
	MEDIA_PIXELS_MAX = 400000000, /* likewise */
	MEDIA_ACCESS_SIDE_MAX = 6000, /* longest side of an access image */
	MEDIA_ACCESS_SIDE_MIN = 1000, /* of a page drawn from vectors, its longest side at least */
	MEDIA_TEXT_BYTES = 50000000,  /* of a plain text file */
	MEDIA_FILES_MAX = MEDIA_PAGES_MAX, /* of a document */
	MEDIA_BOX = 10000,                 /* boxes are in 1/10000 of the page */
};

/* Types */
struct raster { /* a page's pixels, in an arena */
	int w, h;
	int channels;  /* 1 gray, 3 RGB */
	size_t stride; /* bytes from one row to the next, >= w * channels */
	uint8_t *px;
	int dpi;
};

/* One family of formats. Page numbers are checked by the caller against facts.n_pages. */
struct backend {
	const char *name;
	unsigned kinds; /* bits 1u << enum media_kind */
	/* fds stay the caller's and stay open as long as the document. INVALID with a whole
	 * sentence where the files cannot be read, LIMIT where they are too large. */
	bool (*open)(struct ctx *c, const int *fds, size_t n, enum media_kind kind, void **ret_doc);
	/* kind, mime and pronom are already filled in; a backend may sharpen mime and pronom. */
	bool (*facts)(struct ctx *c, void *doc, struct media_facts *ret);
	/* The words the file itself brings. NULL: this backend has none. No words is no failure. */
	bool (*layer)(struct ctx *c, void *doc, int page, struct media_words *ret);
	/* The page as it is seen, exactly as large as facts said. */
	bool (*raster)(struct ctx *c, void *doc, int page, struct raster *ret);
	/* A PDF of pages first..last. NULL: made from rasters (excerpt_of_rasters). */
	bool (*excerpt)(struct ctx *c, void *doc, int first, int last, int out_fd);
	/* How many pages, without looking at them. NULL: facts tells. */
	size_t (*count)(void *doc);
	void (*close)(void *doc); /* may be NULL */
};
extern const struct backend backend_pdf;                /* pdf.c */
extern const struct backend backend_text;               /* plain.c */
extern const struct backend backend_image;              /* image.c: TIFF, JPEG, JP2, PNG */
extern const struct backend backend_djvu;               /* djvu.c */
extern const struct backend *const backends[];          /* decoder.c; ends with NULL */
const struct backend *backend_of(enum media_kind kind); /* NULL for sound, film, none */

/* Rasters (raster.c) */
/* Zeroed pixels; LIMIT over MEDIA_PIXELS_MAX. */
bool raster_new(struct ctx *c, int w, int h, int channels, int dpi, struct raster *ret) MUST_USE;
/* As a baseline JPEG, whole, with JFIF density from dpi. */
bool raster_jpeg(struct ctx *c, const struct raster *r, int quality, struct str *ret) MUST_USE;

/* What is made of a page, in the decoder */
/* ocr.c. lang as in media_ask_ocr. Models are read from the folder of tesseract_folder(). */
bool ocr_page(struct ctx *c, const struct raster *r, const char *lang,
	      struct media_words *ret) MUST_USE;
const char *tesseract_folder(void); /* ocr.c; the sandbox lets it be read */
/* access.c. out_fd is empty, readable and writable. */
bool access_write(struct ctx *c, const struct raster *r, int out_fd) MUST_USE;
/* region.c */
bool region_make(struct ctx *c, int access_fd, const struct media_region *r, int out_fd) MUST_USE;
/* Called once, before the sandbox closes: what a library must read or start up front. May be
 * empty. image.c and ocr.c respectively. */
void image_warm(void);
void ocr_warm(void);

/* Kinds by their bytes (kind.c) */
/* As media_refused_name and media_recognise_kind, of the first bytes in memory */
const char *kind_refused_bytes(const void *p, size_t n);
enum media_kind kind_of_bytes(const void *p, size_t n, const char **ret_mime,
			      const char **ret_pronom);
/* The PRONOM identifier by the bytes, or "". */
const char *kind_pronom(int fd, enum media_kind k);

/* The sandbox (sandbox.c) */
/* Shuts this process in, for good. What could not be had (an old kernel) is named in *ret_lacks,
 * a static text, or "". False: it must not read anything foreign. */
bool sandbox_enter(const char **ret_lacks) MUST_USE;

struct sandbox_run {             /* one run of a tool that is not ours */
	const char *const *argv; /* argv[0] absolute; ends with NULL */
	const int *fds; /* to read; the child's 3, 4 …, and it may open /proc/self/fd/3 … */
	size_t n_fds;
	const char *out_path; /* a file it may write, made here if absent; NULL: none */
	int cpu_seconds;      /* 0: 600 */
	int wall_ms;          /* 0: 600,000 */
	int64_t memory;       /* address space in bytes; 0: 4 GiB */
	int64_t file_bytes;   /* of the written file; 0: 16 GiB */
	size_t stdout_max;    /* bytes of its output to catch; 0: 1 MiB */
};
/* Runs it shut in: no network, no other program, no file but its own libraries and those above.
 * *ret_stdout in c->mem; *ret_exit its exit code. LIMIT past a limit of time or output, REMOTE when
 * it died of a signal, ABSENT when the tool is not installed. */
bool sandbox_exec(struct ctx *c, const struct sandbox_run *r, int *ret_exit,
		  struct str *ret_stdout) MUST_USE;

/* Excerpts of what has no text of its own to keep: a JPEG a page (pdf_excerpt.c) */
bool excerpt_of_rasters(struct ctx *c, const struct backend *b, void *doc, int first, int last,
			int out_fd) MUST_USE;

#endif
