/* apa - Publication Manual of the American Psychological Association, 7th edition, chapter 9. */
#include "cite/cite_int.h"

/* Up to twenty are named, of more the first nineteen and the last (9.8). */
static void add_people(struct buf *b, const struct cited_names *names)
{
	for (size_t i = 0; i < names->n; i++) {
		bool last = i + 1 == names->n;
		if (names->n > 20 && i >= 19 && !last)
			continue;
		if (i)
			buf_add_z(b, last && names->n > 20 ? ", … " : last ? ", & " : ", ");
		cite_add_name(b, &names->at[i], ", ");
	}
}

static void add_title(struct buf *b, const struct cited *x)
{
	buf_add(b, x->title);
	if (x->subtitle.n) {
		buf_add_z(b, ": ");
		buf_add(b, x->subtitle);
	}
	if (x->edition.n && !x->article) {
		struct str e = x->edition;
		while (e.n && e.s[e.n - 1] == '.')
			e.n--;
		buf_print(b, " (%.*s%s)", STR_ARGS(e), str_ends(x->edition, ".") ? "." : "");
	}
	cite_stop(b);
}

struct str cite_apa(struct arena *mem, const struct cited *x)
{
	struct buf b;
	const struct cited_names *heads = x->authors.n ? &x->authors : &x->editors;
	buf_init(&b, mem, 0);
	buf_add_z(&b, "");
	add_people(&b, heads);
	if (heads == &x->editors && heads->n)
		buf_add_z(&b, heads->n > 1 ? " (Eds.)" : " (Ed.)");
	if (heads->n) {
		cite_stop(&b);
		buf_add_char(&b, ' ');
	} else {
		add_title(&b, x); /* a work of nobody begins with its title (9.12) */
		buf_add_char(&b, ' ');
	}
	if (x->year)
		buf_print(&b, "(%d). ", x->year);
	else
		buf_add_z(&b, "(n.d.). ");
	if (heads->n) {
		add_title(&b, x);
		buf_add_char(&b, ' ');
	}
	if (x->article) {
		cite_add_host(&b, x, ", ");
		cite_stop(&b);
	} else if (x->publisher.n) {
		buf_add(&b, x->publisher);
		cite_stop(&b);
	}
	if (x->url.n) {
		buf_add_z(&b, str_ends(buf_str(&b), " ") ? "" : " ");
		buf_add(&b, x->url);
	}
	return str_trim(buf_str(&b));
}
