/*
 * tiff_fd - libtiff on an open file: pread and pwrite at a place of our own, so that a descriptor
 * that several processes share is never moved; messages are counted, never printed.
 */
#include <sys/stat.h>
#include <unistd.h>
#include <stdio.h>
#include <tiffio.h>

#include "media/image_int.h"

static tmsize_t on_read(thandle_t arg, void *to, tmsize_t n)
{
	struct tiff_fd *t = arg;
	tmsize_t got = 0;
	while (got < n) {
		ssize_t k = pread(t->fd, (char *)to + got, (size_t)(n - got), t->at);
		if (k <= 0)
			break;
		got += k;
		t->at += k;
	}
	return got;
}

static tmsize_t on_write(thandle_t arg, void *from, tmsize_t n)
{
	struct tiff_fd *t = arg;
	tmsize_t put = 0;
	while (put < n) {
		ssize_t k = pwrite(t->fd, (char *)from + put, (size_t)(n - put), t->at);
		if (k <= 0)
			return -1;
		put += k;
		t->at += k;
	}
	return put;
}

static toff_t on_size(thandle_t arg)
{
	struct stat st;
	return fstat(((struct tiff_fd *)arg)->fd, &st) == 0 ? (toff_t)st.st_size : 0;
}

static toff_t on_seek(thandle_t arg, toff_t at, int whence)
{
	struct tiff_fd *t = arg;
	int64_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? t->at : (int64_t)on_size(arg);
	int64_t to;
	if (__builtin_add_overflow(from, (int64_t)at, &to) || to < 0)
		return (toff_t)-1;
	t->at = to;
	return (toff_t)to;
}

static int on_close(thandle_t arg)
{
	return 0; /* the descriptor stays its owner's */
}

__attribute__((format(printf, 4, 0))) static int on_error(TIFF *tif, void *arg, const char *module,
							  const char *format, va_list args)
{
	struct tiff_fd *t = arg;
	if (t->errors++ == 0)
		vsnprintf(t->first, sizeof(t->first), format, args);
	return 1;
}

__attribute__((format(printf, 4, 0))) static int
on_warning(TIFF *tif, void *arg, const char *module, const char *format, va_list args)
{
	((struct tiff_fd *)arg)->warnings++;
	return 1;
}

struct tiff *tiff_open_fd(struct tiff_fd *t, const char *mode)
{
	TIFFOpenOptions *how = TIFFOpenOptionsAlloc();
	must(how != NULL);
	TIFFOpenOptionsSetMaxSingleMemAlloc(how, (tmsize_t)2 << 30);
	TIFFOpenOptionsSetErrorHandlerExtR(how, on_error, t);
	TIFFOpenOptionsSetWarningHandlerExtR(how, on_warning, t);
	TIFF *tif = TIFFClientOpenExt("image", mode, t, on_read, on_write, on_seek, on_close,
				      on_size, NULL, NULL, how);
	TIFFOpenOptionsFree(how);
	return tif;
}
