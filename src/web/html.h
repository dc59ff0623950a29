/*
 * html - what compiled templates (tools/tmplc) call: values by their C type, escaped for the place
 * they stand in.
 *
 * Escaping is the short form; raw HTML passes only in a struct html, which says who answers for it.
 * Nothing here fails: a full buf stays full, and the caller asks once at the end.
 */
#ifndef KERUEN_WEB_HTML_H
#define KERUEN_WEB_HTML_H

#include "base/base.h"
#include "text/text.h"

/* Types */
struct html { /* markup that is already escaped, made by us */
	struct str s;
};
struct html_arg { /* an argument of a sentence */
	struct str s;
	bool raw;
};
struct web_lang { /* one of the four, as a link in every page's head */
	const char *code, *name;
	struct str href; /* this very page in that language */
	bool current;
};
struct web_langs {
	const struct web_lang *at;
	size_t n;
};
struct web_frame { /* what every page knows; {@name} in a template */
	const char *lang;
	struct str path;  /* of this page: "/search" */
	struct str query; /* what stands in the search box */
	struct web_langs langs;
	const char *version;
	struct str who;     /* the name of who is signed in; empty for nobody */
	struct str form;    /* what every form of theirs brings back */
	struct str enter;   /* where nobody signs in, to come back here */
	bool staff, keeper; /* may see the staff's pages; may keep accounts */
	const char *told;   /* message id: what has just been done; mostly NULL */
};

/* Values by type. A type that is not here does not compile. */
struct str html_str_z(struct buf *out, const char *z);
struct str html_str_str(struct buf *out, struct str s);
struct str html_str_int(struct buf *out, int64_t v);
struct str html_str_size(struct buf *out, uint64_t v);
#define HTML_STR(out, x)                                                                           \
	_Generic((x),                                                                              \
		struct str: html_str_str,                                                          \
		const char *: html_str_z,                                                          \
		char *: html_str_z,                                                                \
		bool: html_str_int,                                                                \
		uint8_t: html_str_int,                                                             \
		uint16_t: html_str_int,                                                            \
		int: html_str_int,                                                                 \
		int64_t: html_str_int,                                                             \
		uint32_t: html_str_size,                                                           \
		size_t: html_str_size)(out, x)
struct html_arg html_arg_html(struct buf *out, struct html h);
struct html_arg html_arg_z(struct buf *out, const char *z);
struct html_arg html_arg_str(struct buf *out, struct str s);
struct html_arg html_arg_int(struct buf *out, int64_t v);
struct html_arg html_arg_size(struct buf *out, uint64_t v);
#define HTML_ARG(out, x)                                                                           \
	_Generic((x),                                                                              \
		struct html: html_arg_html,                                                        \
		struct str: html_arg_str,                                                          \
		const char *: html_arg_z,                                                          \
		char *: html_arg_z,                                                                \
		uint8_t: html_arg_int,                                                             \
		uint16_t: html_arg_int,                                                            \
		int: html_arg_int,                                                                 \
		int64_t: html_arg_int,                                                             \
		uint32_t: html_arg_size,                                                           \
		size_t: html_arg_size)(out, x)

/* Put */
#define HTML_LITERAL(out, z)      buf_add_bytes((out), (z), sizeof(z) - 1)
#define HTML_PUT(out, x)          buf_add_html((out), HTML_STR((out), x))
#define HTML_PUT_URL(out, x)      html_put_url((out), HTML_STR((out), x))
#define HTML_PUT_URL_PART(out, x) buf_add_url((out), HTML_STR((out), x))
void html_put_html(struct buf *out, struct html h);
/* A whole address: one of ours (/…, ?…, #…) or http(s); anything else becomes "#". */
void html_put_url(struct buf *out, struct str url);
/* A sentence in the reader's language, its arguments escaped. */
void html_say(struct buf *out, const char *lang, const char *msgid, const struct html_arg *args,
	      size_t n);
void html_say_n(struct buf *out, const char *lang, const char *one, const char *many, int64_t count,
		const struct html_arg *args, size_t n);

/* Is it there? Empty text, 0, false, NULL and empty lists are not. */
bool html_true_str(struct str s);
bool html_true_html(struct html h);
bool html_true_z(const char *z);
bool html_true_int(int64_t v);
bool html_true_size(uint64_t v);
bool html_true_pointer(const void *p);
#define HTML_TRUE(x)                                                                               \
	_Generic((x),                                                                              \
		struct str: html_true_str,                                                         \
		struct html: html_true_html,                                                       \
		const char *: html_true_z,                                                         \
		char *: html_true_z,                                                               \
		bool: html_true_int,                                                               \
		uint8_t: html_true_int,                                                            \
		uint16_t: html_true_int,                                                           \
		int: html_true_int,                                                                \
		int64_t: html_true_int,                                                            \
		uint32_t: html_true_size,                                                          \
		size_t: html_true_size,                                                            \
		default: html_true_pointer)(x)

#endif
