/* How large a film's poster is: the shape of the film, which stands in no row of the database. */
#include "web/poster.h"
#include "derive/derive.h"

#include <fcntl.h>
#include <unistd.h>

enum { HEAD_MAX = 1 << 16 };

/* SOF0 to SOF15 but for DHT, JPG and DAC, which lie among them (ITU-T T.81, table B.1). */
static bool is_frame(unsigned char marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
	       marker != 0xCC;
}

static int two(const unsigned char *b)
{
	return b[0] << 8 | b[1];
}

bool poster_size_of_jpeg(struct str head, int *ret_w, int *ret_h)
{
	const unsigned char *b = (const unsigned char *)head.s;
	size_t at = 2, n = head.n;
	if (n < 4 || b[0] != 0xFF || b[1] != 0xD8)
		return false;
	while (n - at >= 9 && b[at] == 0xFF) {
		size_t length = (size_t)two(b + at + 2);
		if (is_frame(b[at + 1])) { /* length, precision, height, width (B.2.2) */
			int h = two(b + at + 5), w = two(b + at + 7);
			if (w <= 0 || h <= 0)
				return false;
			*ret_w = w;
			*ret_h = h;
			return true;
		}
		if (length < 2 || length + 2 > n - at)
			return false;
		at += length + 2;
	}
	return false;
}

bool poster_size(struct web_request *r, int *ret_w, int *ret_h)
{
	struct str head;
	int fd = open(derive_path(r->c, r->doc.id, "poster.jpg"), O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	bool ok = file_read_at(r->c, fd, 0, HEAD_MAX, &head) &&
		  poster_size_of_jpeg(head, ret_w, ret_h);
	close(fd);
	err_clear(r->c);
	return ok;
}
