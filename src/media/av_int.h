/*
 * av_int - what is known of a sound or film before anything is made from it.
 */
#ifndef KERUEN_AV_INT_H
#define KERUEN_AV_INT_H

#include "media/media_int.h"

struct av_stream { /* the first of its kind; codec is "" where there is none */
	struct str codec, profile, pixels, language;
	int width, height, channels;
	int64_t duration_us;
};
struct av {
	struct av_stream sound, film; /* film: a moving one, no cover picture */
	int64_t duration_us;
	struct str title, creator, date;
};

/* ffprobe's answer (av_probe.c). INVALID where it is nothing that can be played. */
bool av_probe(struct ctx *c, int fd, struct av *ret) MUST_USE;
/* Runs ffmpeg on fd, which stands for the argument AV_INPUT. */
bool av_run(struct ctx *c, const char *const *argv, int fd, const char *out_path, int seconds,
	    int *ret_exit, struct str *ret_stdout) MUST_USE;
#define AV_FFMPEG  "/usr/bin/ffmpeg"
#define AV_FFPROBE "/usr/bin/ffprobe"
#define AV_INPUT   "file:/proc/self/fd/3"
/* Before every input: no network, no playlist or list of files, one thread */
#define AV_PROTOCOLS "file,pipe,fd"
#define AV_FORMATS                                                                                 \
	"mp3,ogg,flac,wav,w64,aiff,aac,mov,matroska,avi,mpeg,mpegvideo,mpegts,asf,ape,wv,tta,au,"  \
	"amr"

#endif
