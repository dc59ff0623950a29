/*
 * media - what foreign files are, and what can be made of them: pages, words, pictures, sound.
 *
 * Nothing foreign is decoded in the caller. A decoder is this program started again as
 * `keruen decoder`, shut in before it reads a byte (Landlock, seccomp, limits on memory, processor
 * time and files, no network), handed open files, and thrown away after a few documents, a crash or
 * a time-out. It answers with typed values, which the reader of the answer checks again.
 * Sound and film go to ffmpeg and ffprobe, started in the same sandbox.
 *
 * Pages count from 1. A page's size is the size of its access image in pixels; boxes are in
 * 1/10000 of the page's width and height.
 */
#ifndef KERUEN_MEDIA_H
#define KERUEN_MEDIA_H

#include "base/base.h"

/* Types */
enum media_kind {
	MEDIA_NONE, /* not a format we take */
	MEDIA_PDF,
	MEDIA_TIFF,
	MEDIA_JPEG,
	MEDIA_JP2,
	MEDIA_PNG,
	MEDIA_DJVU,
	MEDIA_TEXT,
	MEDIA_SOUND,
	MEDIA_FILM,
};
struct media_page {
	int width, height; /* of the access image */
	int dpi;
	bool has_text; /* a text layer that may be worth reading */
};
struct media_facts {
	enum media_kind kind;
	const char *mime;   /* "application/pdf" … */
	const char *pronom; /* PRONOM identifier, "fmt/276"; "" where not told */
	struct media_page *pages;
	size_t n_pages;                            /* 0 for sound and film */
	int64_t duration_ms;                       /* of sound and film */
	int width, height;                         /* of film */
	struct str title, creator, language, date; /* what the file says of itself; may be empty */
	struct str damage; /* message id of what is damaged, though readable; empty if whole */
};
struct media_word {
	uint16_t x, y, w, h;
	uint8_t sure;
	bool line_ends, block_ends;
	struct str text; /* UTF-8, checked */
};
struct media_words {
	struct media_word *at;
	size_t n;
	int sure;         /* mean confidence, 0..100 */
	const char *lang; /* of the model that read it, or "" */
};
struct media_region { /* of a page, in its access pixels, scaled to out_w × out_h */
	int x, y, w, h;
	int out_w, out_h;
	int rotation; /* 0, 90, 180, 270 */
	bool mirror, gray, bitonal;
	bool png; /* else JPEG */
};

/* What is it? From the first bytes alone (and the end for some); no decoding, safe anywhere. */
enum media_kind media_recognise_kind(int fd, const char **ret_mime);
const char *media_kind_name(enum media_kind k); /* "pdf", "tiff" … */
/* What a file of no kind is, as a message id: "a ZIP archive"; NULL where it cannot be told. */
const char *media_refused_name(int fd);

/* Decoders: one process each, one question at a time */
struct media;                                                 /* a decoder */
bool media_start(struct ctx *c, struct media **ret) MUST_USE; /* ends with media_end or c->mem */
void media_end(struct media *m);
/* Readable when an answer waits: for loops that serve others meanwhile. -1 when it is not running.
 */
int media_socket(const struct media *m);

/* Questions. Each sends and returns at once; the files are copied to the decoder and remain the
 * caller's. A document is its files in page order (one PDF, or many images). */
bool media_ask_facts(struct ctx *c, struct media *m, const int *fds, size_t n) MUST_USE;
bool media_ask_layer(struct ctx *c, struct media *m, const int *fds, size_t n, int page) MUST_USE;
/* lang: "kk" "ru" "ky" "en", or "" to be found. */
bool media_ask_ocr(struct ctx *c, struct media *m, const int *fds, size_t n, int page,
		   const char *lang) MUST_USE;
/* Writes the page's access image (pyramidal TIFF, 512-pixel JPEG tiles) to out_fd. */
bool media_ask_access(struct ctx *c, struct media *m, const int *fds, size_t n, int page,
		      int out_fd) MUST_USE;
/* A region of an access image, as JPEG or PNG, to out_fd. */
bool media_ask_region(struct ctx *c, struct media *m, int access_fd, const struct media_region *r,
		      int out_fd) MUST_USE;
/* A PDF of pages first..last, to out_fd. */
bool media_ask_excerpt(struct ctx *c, struct media *m, const int *fds, size_t n, int first,
		       int last, int out_fd) MUST_USE;

/* Answers: wait up to ms (-1: the question's own limit). What a decoder says of the document comes
 * as INVALID with a whole sentence; LIMIT where it was too large or slow; a decoder that died is
 * REMOTE, and the next question starts another. BUSY: not yet (ms ran out before the limit). */
bool media_answer_facts(struct ctx *c, struct media *m, int ms, struct media_facts *ret) MUST_USE;
bool media_answer_words(struct ctx *c, struct media *m, int ms, struct media_words *ret) MUST_USE;
bool media_answer_done(struct ctx *c, struct media *m, int ms) MUST_USE;

/* Sound and film, through ffmpeg. Waits; for jobs, never for a web worker. */
bool media_av_facts(struct ctx *c, int fd, enum media_kind kind, struct media_facts *ret) MUST_USE;
/* To what every browser plays: sound as AAC in MP4, film as H.264 and AAC in MP4, index first. */
bool media_av_access(struct ctx *c, int fd, enum media_kind kind, const char *out_path) MUST_USE;
/* A picture of a film, JPEG, about 640 wide. */
bool media_av_poster(struct ctx *c, int fd, const char *out_path) MUST_USE;

/* An aligned tile of an access image, without decoding or copying it: a whole JPEG in two pieces.
 * level 0 is full size. Reads only what we wrote ourselves. ABSENT: no such tile (edge tiles are
 * not whole). body lies in the mapped file as long as c->mem of media_tiles_open: it is for sending
 * only, for where the disc fails, a call of the system fails, but reading it ends the process. */
struct media_tile {
	struct str head, body;
};
struct media_tiles; /* an open access image */
bool media_tiles_open(struct ctx *c, int fd,
		      struct media_tiles **ret) MUST_USE; /* fd stays yours */
bool media_tile_at(struct ctx *c, struct media_tiles *t, int level, int col, int row,
		   struct media_tile *ret) MUST_USE;
int media_tiles_levels(const struct media_tiles *t);
void media_tiles_size(const struct media_tiles *t, int level, int *ret_w, int *ret_h);

/* The decoder's side: what `keruen decoder` runs. Returns the exit code. */
int media_decoder_main(int socket);

#endif
