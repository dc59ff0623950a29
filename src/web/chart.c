/* Spots on the map and where their names go. */
#include "web/chart.h"

enum { SMALL = 9, MIDDLE = 13, LARGE = 17, GAP = 7, LINE = 26, LETTER = 14 };

struct view_map chart_new(struct arena *mem, size_t room)
{
	return (struct view_map){
		.width = towns_width,
		.height = towns_height,
		.spots.at = arena_array_of(mem, room + 1, struct view_spot),
	};
}

void chart_add(struct view_map *m, const struct town *t, const char *lang, struct str href,
	       int64_t count, bool here)
{
	m->spots.at[m->spots.n++] = (struct view_spot){
		.href = href,
		.name = str_of(town_name(t, lang)),
		.label = str_of(town_name(t, lang)),
		.many = count > 1,
		.x = t->x,
		.y = t->y,
		.r = count > 9   ? LARGE
		     : count > 1 ? MIDDLE
				 : SMALL,
		.count = count,
		.here = here,
	};
}

static int letters(struct str s)
{
	int n = 0;
	for (size_t at = 0; at < s.n; n++)
		text_next(s, &at);
	return n;
}

/* Does a name set at that side of its spot meet the spot or the name of one that is set already? */
static bool meets(const struct view_map *m, size_t i, int from, int to)
{
	const struct view_spot *s = &m->spots.at[i];
	for (size_t k = 0; k < m->spots.n; k++) {
		const struct view_spot *o = &m->spots.at[k];
		if (k == i || o->y - s->y > LINE || s->y - o->y > LINE)
			continue;
		int left = o->x - o->r, right = o->x + o->r;
		if (k < i && o->label.n) {
			int long_ = letters(o->label) * LETTER;
			bool before = strcmp(o->side, "end") == 0;
			left = before ? o->text_x - long_ : left;
			right = before ? right : o->text_x + long_;
		}
		if (from < right && left < to)
			return true;
	}
	return false;
}

void chart_names(struct view_map *m)
{
	for (size_t i = 0; i < m->spots.n; i++) {
		struct view_spot *s = &m->spots.at[i];
		int wide = letters(s->name) * LETTER, after = s->x + s->r + GAP,
		    before = s->x - s->r - GAP;
		bool can_after = after + wide <= m->width && !meets(m, i, after, after + wide);
		bool can_before = before - wide >= 0 && !meets(m, i, before - wide, before);
		s->side = can_after || !can_before ? "start" : "end";
		s->text_x = can_after || !can_before ? after : before;
		s->number_y = s->y + 6;
		if (!can_after && !can_before)
			s->label = STR_NONE; /* the list beside the map has it */
	}
}
