/*
 * av_probe - what ffprobe says of a sound or film.
 *
 * Asked for in its "flat" form, a name and a quoted value a line, in which foreign tags cannot pass
 * for anything else.
 */
#include "media/av_int.h"
#include "text/text.h"

enum { PROBE_SECONDS = 30, TAG_BYTES = 1000 };

bool av_run(struct ctx *c, const char *const *argv, int fd, const char *out_path, int seconds,
	    int *ret_exit, struct str *ret_stdout)
{
	struct sandbox_run r = {
		.argv = argv,
		.fds = &fd,
		.n_fds = 1,
		.out_path = out_path,
		.cpu_seconds = seconds,
		.wall_ms = seconds > 500000 ? 2000000000 : seconds * 4000,
	};
	return sandbox_exec(c, &r, ret_exit, ret_stdout);
}

/* "value" with \n \r \" \\ \$ \` written so. */
static struct str unquoted(struct ctx *c, struct str s)
{
	struct buf b;
	if (s.n < 2 || s.s[0] != '"')
		return s;
	buf_init(&b, c->mem, 0);
	for (size_t i = 1; i + 1 < s.n; i++) {
		char ch = s.s[i];
		if (ch == '\\' && i + 2 < s.n) {
			ch = s.s[++i];
			if (ch == 'n' || ch == 'r')
				ch = ' ';
		}
		buf_add_char(&b, ch);
	}
	return buf_str(&b);
}

/* ID3 tags that say Latin-1 and hold Windows-1251, which is the rule among Russian ones: all
 * letters beyond ASCII are then in U+00C0 to U+00FF, one behind the other. */
static bool is_latin_for_cyrillic(struct str s)
{
	size_t high = 0, ascii = 0;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char b = (unsigned char)s.s[i];
		unsigned char next = i + 1 < s.n ? (unsigned char)s.s[i + 1] : 0;
		if (b < 0x80) {
			ascii += (b | 32) >= 'a' && (b | 32) <= 'z';
			continue;
		}
		if (b != 0xc3 && !(b == 0xc2 && (next == 0xa8 || next == 0xb8)))
			return false;
		high++;
		i++;
	}
	return high >= 3 && high > 2 * ascii;
}

static struct str tag_text(struct ctx *c, struct str s)
{
	struct buf b;
	s = str_trim(str_upto(s, TAG_BYTES));
	while (s.n > 0 && !text_is_utf8(s))
		s.n--;
	if (!is_latin_for_cyrillic(s))
		return s;
	buf_init(&b, c->mem, 0);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char ch = (unsigned char)s.s[i];
		if (ch < 0x80) {
			buf_add_char(&b, (char)ch);
			continue;
		}
		unsigned byte = (ch & 3u) << 6 | ((unsigned char)s.s[++i] & 63u);
		buf_add_utf8(&b, byte == 0xa8 ? 0x401 : byte == 0xb8 ? 0x451 : byte - 0xc0 + 0x410);
	}
	return buf_str(&b);
}

static int64_t microseconds(struct str s)
{
	int64_t whole = 0, part = 0;
	size_t dot = str_find_byte(s, '.');
	if (!str_to_int(str_upto(s, dot), 0, 1000000000, &whole))
		return 0;
	struct str rest = str_upto(str_from(s, dot < s.n ? dot + 1 : s.n), 6);
	if (!str_to_int(rest, 0, 999999, &part))
		part = 0;
	for (size_t i = rest.n; i < 6; i++)
		part *= 10;
	return whole * 1000000 + part;
}

static int number(struct str s)
{
	int64_t v = 0;
	return str_to_int(s, 0, 1000000, &v) ? (int)v : 0;
}

struct line {       /* streams.stream.0.codec_name="h264" or format.tags.title="…" */
	int stream; /* -1: of the whole file */
	struct str name, value;
};

static bool line_of(struct ctx *c, struct str s, struct line *ret)
{
	size_t eq = str_find_byte(s, '=');
	struct line l = { .stream = -1, .name = str_upto(s, eq) };
	if (eq == s.n)
		return false;
	l.value = unquoted(c, str_from(s, eq + 1));
	if (str_starts(l.name, "format.")) {
		l.name = str_from(l.name, 7);
	} else if (str_starts(l.name, "streams.stream.")) {
		struct str rest = str_from(l.name, 15), n;
		int64_t i;
		if (!str_next(&rest, '.', &n) || !str_to_int(n, 0, 255, &i))
			return false;
		l.stream = (int)i;
		l.name = rest;
	} else {
		return false;
	}
	*ret = l;
	return true;
}

struct probe {
	struct av_stream now;
	struct str type;
	bool picture; /* a cover, not a film */
	int stream;
};

static void keep_stream(struct av *a, struct probe *p)
{
	if (str_is(p->type, "audio") && a->sound.codec.n == 0)
		a->sound = p->now;
	if (str_is(p->type, "video") && a->film.codec.n == 0 && !p->picture)
		a->film = p->now;
}

static void of_stream(struct ctx *c, struct probe *p, const struct line *l)
{
	if (str_is(l->name, "codec_type"))
		p->type = l->value;
	else if (str_is(l->name, "codec_name"))
		p->now.codec = l->value;
	else if (str_is(l->name, "profile"))
		p->now.profile = l->value;
	else if (str_is(l->name, "pix_fmt"))
		p->now.pixels = l->value;
	else if (str_is(l->name, "width"))
		p->now.width = number(l->value);
	else if (str_is(l->name, "height"))
		p->now.height = number(l->value);
	else if (str_is(l->name, "channels"))
		p->now.channels = number(l->value);
	else if (str_is(l->name, "duration"))
		p->now.duration_us = microseconds(l->value);
	else if (str_is(l->name, "disposition.attached_pic"))
		p->picture = str_is(l->value, "1");
	else if (str_same_nocase(l->name, STR("tags.language")) && !str_is(l->value, "und"))
		p->now.language = tag_text(c, l->value);
}

/* Tags by the names that ffmpeg gives them; the first that is there counts. */
static void of_file(struct ctx *c, struct av *a, const struct line *l)
{
	static const struct {
		const char *name;
		size_t where;
	} tags[] = {
		{ "tags.title", offsetof(struct av, title) },
		{ "tags.artist", offsetof(struct av, creator) },
		{ "tags.author", offsetof(struct av, creator) },
		{ "tags.composer", offsetof(struct av, creator) },
		{ "tags.album_artist", offsetof(struct av, creator) },
		{ "tags.date", offsetof(struct av, date) },
		{ "tags.year", offsetof(struct av, date) },
		{ "tags.creation_time", offsetof(struct av, date) },
	};
	if (str_is(l->name, "duration"))
		a->duration_us = microseconds(l->value);
	for (size_t i = 0; i < COUNT_OF(tags); i++) {
		struct str *to = (struct str *)(void *)((char *)a + tags[i].where);
		if (to->n == 0 && str_same_nocase(l->name, str_of(tags[i].name)))
			*to = tag_text(c, l->value);
	}
}

/* Tags of an Ogg file belong to its stream. */
static void read_flat(struct ctx *c, struct str said, struct av *a)
{
	struct probe p = { .stream = -1 };
	struct str row;
	while (str_next(&said, '\n', &row)) {
		struct line l;
		if (!line_of(c, str_trim(row), &l))
			continue;
		if (l.stream >= 0 && l.stream != p.stream) {
			keep_stream(a, &p);
			p = (struct probe){ .stream = l.stream };
		}
		if (l.stream >= 0)
			of_stream(c, &p, &l);
		if (l.stream < 0 || str_starts(l.name, "tags."))
			of_file(c, a, &l);
	}
	keep_stream(a, &p);
}

bool av_probe(struct ctx *c, int fd, struct av *ret)
{
	static const char *const argv[] = {
		AV_FFPROBE,
		"-v",
		"quiet",
		"-threads",
		"1",
		"-protocol_whitelist",
		AV_PROTOCOLS,
		"-format_whitelist",
		AV_FORMATS,
		"-of",
		"flat",
		"-show_entries",
		"stream=codec_type,codec_name,profile,pix_fmt,width,height,channels,duration:"
		"stream_disposition=attached_pic:stream_tags:format=duration:format_tags",
		AV_INPUT,
		NULL
	};
	struct av a = { 0 };
	struct str said;
	int code;
	if (!av_run(c, argv, fd, NULL, PROBE_SECONDS, &code, &said))
		return false;
	read_flat(c, said, &a);
	if (a.sound.codec.n == 0 && a.film.codec.n == 0)
		return fail(c, ERR_INVALID, "the file holds no sound or film that can be read");
	if (a.duration_us == 0)
		a.duration_us = a.film.duration_us > a.sound.duration_us ? a.film.duration_us
									 : a.sound.duration_us;
	*ret = a;
	return true;
}
