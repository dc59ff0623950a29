/*
 * av - sound and film: facts, copies that every browser plays, a picture. ffmpeg does the work,
 * shut in.
 *
 * What a browser plays already is copied into its new container as it is, without a loss.
 */
#include <sys/stat.h>
#include <unistd.h>

#include "media/av_int.h"

enum {
	FILM_SIDE = 1280,   /* longest side of a film's access copy */
	CHECK_SECONDS = 60, /* of a film that are decoded for its facts; sound is decoded whole */
};

#define AV_BEGIN                                                                                   \
	AV_FFMPEG, "-nostdin", "-v", "quiet", "-y", "-protocol_whitelist", AV_PROTOCOLS,           \
		"-format_whitelist", AV_FORMATS, "-threads", "1"

/* The last out_time_us of ffmpeg's progress. */
static int64_t time_reached(struct str said)
{
	struct str row;
	int64_t last = 0, v;
	while (str_next(&said, '\n', &row))
		if (str_starts(row, "out_time_us=") &&
		    str_to_int(str_trim(str_from(row, 12)), 0, INT64_MAX / 2, &v))
			last = v;
	return last;
}

/* Decodes and forgets. strict: the first error ends it, and *ret_whole is false. */
static bool decode(struct ctx *c, int fd, bool film, bool strict, int64_t *ret_us, bool *ret_whole)
{
	const char *argv[40] = { AV_BEGIN };
	size_t n = 11;
	struct str said;
	int code;
	if (strict) {
		argv[n++] = "-xerror";
		argv[n++] = "-err_detect";
		argv[n++] = "+explode";
	}
	argv[n++] = "-i";
	argv[n++] = AV_INPUT;
	argv[n++] = "-map";
	argv[n++] = film ? "0:v:0" : "0:a:0";
	if (film) {
		argv[n++] = "-t";
		argv[n++] = "60";
	}
	argv[n++] = "-f";
	argv[n++] = "null";
	argv[n++] = "-progress";
	argv[n++] = "pipe:1";
	argv[n++] = "/dev/null";
	must(n < COUNT_OF(argv));
	if (!av_run(c, argv, fd, NULL, 600, &code, &said))
		return false;
	*ret_us = time_reached(said);
	*ret_whole = code == 0;
	return true;
}

/* What of it can be played: the whole, part of it (damage), nothing (INVALID). */
static bool try_playing(struct ctx *c, int fd, struct av *a, struct str *ret_damage)
{
	bool film = a->film.codec.n > 0, whole, ended;
	int64_t us;
	if (!decode(c, fd, film, true, &us, &whole))
		return false;
	if (!whole && !decode(c, fd, film, false, &us, &ended))
		return false;
	if (us == 0 && !film)
		return fail(c, ERR_INVALID, "the sound cannot be decoded");
	if (us == 0)
		return fail(c, ERR_INVALID, "the film cannot be decoded");
	if (a->duration_us == 0)
		a->duration_us = us;
	int64_t due = film && a->duration_us > CHECK_SECONDS * 1000000LL ? CHECK_SECONDS * 1000000LL
									 : a->duration_us;
	if (us < due - due / 10 - 500000)
		*ret_damage = str_of(N_("the recording ends before the time it states"));
	else if (!whole)
		*ret_damage = str_of(N_("parts of the recording are damaged"));
	if (!film && ret_damage->n > 0)
		a->duration_us = us;
	return true;
}

bool media_av_facts(struct ctx *c, int fd, enum media_kind kind, struct media_facts *ret)
{
	struct media_facts f = { .mime = "", .pronom = "" };
	struct av a;
	f.kind = media_recognise_kind(fd, &f.mime);
	if (f.kind != MEDIA_SOUND && f.kind != MEDIA_FILM)
		f.kind = kind;
	f.pronom = kind_pronom(fd, f.kind);
	if (!av_probe(c, fd, &a) || !try_playing(c, fd, &a, &f.damage))
		return false;
	f.kind = a.film.codec.n ? MEDIA_FILM : MEDIA_SOUND;
	f.duration_ms = (a.duration_us + 500) / 1000;
	f.width = a.film.width;
	f.height = a.film.height;
	f.title = a.title;
	f.creator = a.creator;
	f.date = a.date;
	f.language = a.sound.language;
	*ret = f;
	return true;
}

static bool plays_as_is(const struct av *a)
{
	const struct av_stream *f = &a->film;
	return str_is(f->codec, "h264") && str_is(f->pixels, "yuv420p") && f->width <= FILM_SIDE &&
	       f->height <= FILM_SIDE;
}

/* Even sides, as H.264 asks for in 4:2:0; never larger than it was. */
#define FILM_SCALE                                                                                 \
	"scale='trunc(iw*min(1,1280/max(iw,ih))/2)*2':'trunc(ih*min(1,1280/max(iw,ih))/2)*2'"

static size_t film_options(const struct av *a, const char **argv, size_t n)
{
	argv[n++] = "-map";
	argv[n++] = "0:v:0";
	argv[n++] = "-c:v";
	if (plays_as_is(a)) {
		argv[n++] = "copy";
		return n;
	}
	static const char *const encode[] = { "libx264",  "-preset", "veryfast", "-crf",    "23",
					      "-pix_fmt", "yuv420p", "-vf",      FILM_SCALE };
	for (size_t i = 0; i < COUNT_OF(encode); i++)
		argv[n++] = encode[i];
	return n;
}

static size_t sound_options(const struct av *a, const char **argv, size_t n)
{
	argv[n++] = "-map";
	argv[n++] = "0:a:0";
	argv[n++] = "-c:a";
	if (str_is(a->sound.codec, "aac")) {
		argv[n++] = "copy";
		return n;
	}
	static const char *const encode[] = { "aac", "-ac", "2", "-b:a", "128k" };
	bool mono = a->sound.channels == 1;
	for (size_t i = 0; i < COUNT_OF(encode); i++)
		argv[n++] = encode[i];
	if (mono) {
		argv[n - 3] = "1";
		argv[n - 1] = "80k";
	}
	return n;
}

static bool wrote_something(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && st.st_size > 0;
}

bool media_av_access(struct ctx *c, int fd, enum media_kind kind, const char *out_path)
{
	struct av a;
	const char *argv[60] = { AV_BEGIN, "-i", AV_INPUT };
	size_t n = 13;
	struct str said;
	int code;
	if (!av_probe(c, fd, &a))
		return false;
	if (a.film.codec.n)
		n = film_options(&a, argv, n);
	if (a.sound.codec.n)
		n = sound_options(&a, argv, n);
	argv[n++] = "-map_metadata";
	argv[n++] = "-1";
	argv[n++] = "-threads";
	argv[n++] = "1";
	argv[n++] = "-movflags";
	argv[n++] = "+faststart";
	argv[n++] = "-f";
	argv[n++] = a.film.codec.n ? "mp4" : "ipod"; /* the same, but it says that it is sound */
	argv[n++] = str_print(c->mem, "file:%s", out_path).s;
	must(n < COUNT_OF(argv));
	/* Twenty seconds of work for one of film is more than the slowest machine needs. */
	int64_t seconds = 600 + a.duration_us / 1000000 * 20;
	if (!av_run(c, argv, fd, out_path, seconds > 500000 ? 500000 : (int)seconds, &code, &said))
		return false;
	if (code != 0 || !wrote_something(out_path))
		return fail(c, ERR_INVALID, "no copy for listening or watching could be made");
	return true;
}

static bool poster_at(struct ctx *c, int fd, const char *out_path, int64_t seconds)
{
	const char *at = str_print(c->mem, "%lld", (long long)seconds).s;
	const char *to = str_print(c->mem, "file:%s", out_path).s;
	const char *argv[] = { AV_BEGIN,    "-ss", at,    "-i",           AV_INPUT, "-map", "0:v:0",
			       "-frames:v", "1",   "-vf", "scale=640:-2", "-q:v",   "3",    "-f",
			       "mjpeg",     to,    NULL };
	struct str said;
	int code;
	return av_run(c, argv, fd, out_path, 120, &code, &said);
}

bool media_av_poster(struct ctx *c, int fd, const char *out_path)
{
	struct av a;
	if (!av_probe(c, fd, &a))
		return false;
	if (a.film.codec.n == 0)
		return fail(c, ERR_INVALID, "there is no picture in a sound recording");
	/* Not the black first frame: a tenth in, but no further than half a minute. */
	int64_t at = a.duration_us / 10000000;
	if (!poster_at(c, fd, out_path, at > 30 ? 30 : at))
		return false;
	if (!wrote_something(out_path) && !poster_at(c, fd, out_path, 0))
		return false;
	return wrote_something(out_path) || fail(c, ERR_INVALID, "the film cannot be decoded");
}
