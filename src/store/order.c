/* The order of a document's files: numbers by their value, and the front cover before all. */
#include "store/store.h"

static struct str without_ending(struct str name)
{
	for (size_t i = name.n; i-- > 1;)
		if (name.s[i] == '.')
			return str_upto(name, i);
	return name;
}

static struct str base_name(struct str path)
{
	for (size_t i = path.n; i-- > 0;)
		if (path.s[i] == '/')
			return str_from(path, i + 1);
	return path;
}

/* "cover", "Cover_01", "обложка 1"; not "cover2" or "cover-back", which scanners put last. */
static bool is_front_cover(struct str path)
{
	static const char *const words[] = {
		"cover",  "frontcover", "front",  "обложка", "Обложка", "ОБЛОЖКА",
		"мұқаба", "Мұқаба",     "МҰҚАБА", "мукаба",  "Мукаба",  "МУКАБА",
	};
	static const char *const ends[] = { "", "0", "1", "front" };
	struct str name = without_ending(base_name(path));
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		struct str word = str_of(words[i]);
		if (!str_same_nocase(str_upto(name, word.n), word))
			continue;
		struct str end = str_from(name, word.n);
		while (end.n && strchr(" _-.", end.s[0]))
			end = str_from(end, 1);
		while (end.n > 1 && end.s[0] == '0')
			end = str_from(end, 1);
		for (size_t k = 0; k < COUNT_OF(ends); k++)
			if (str_same_nocase(end, str_of(ends[k])))
				return true;
	}
	return false;
}

int store_page_order(struct str a, struct str b)
{
	bool cover_a = is_front_cover(a), cover_b = is_front_cover(b);
	return cover_a == cover_b ? str_order_natural(a, b) : cover_a ? -1 : 1;
}
