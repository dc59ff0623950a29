/* Who holds a title: libraries by town, what each has, and the map. */
#include "web/address.h"
#include "web/chart.h"
#include "web/title.h"

struct place {                   /* a town of some library */
	const struct town *town; /* NULL: none that we know */
	struct str name;
	struct str key; /* to sort by */
	int km;
	int64_t partner; /* the first one there: an anchor's name */
	struct view_library *libraries;
	size_t n;
};

/* Where its own catalogue shows the record: as the holding tells, else as the library does. */
static struct str link_of(struct web_request *r, const struct holding *h, const struct partner *p,
			  const struct source_list *sources)
{
	for (size_t i = 0; !h->link.n && i < sources->n; i++) {
		const struct source *s = &sources->at[i];
		if (s->id == h->source && s->partner == p->id && !str_starts(s->local, "#"))
			return partner_record_address(r->c->mem, p, s->local);
	}
	return h->link;
}

static bool tells(const struct holding *h)
{
	return h->library.n || h->collection.n || h->call_number.n || h->volumes.n || h->note.n ||
	       h->copies > 0;
}

static bool tells_elsewhere(const struct holding_list *held, int64_t partner)
{
	for (size_t i = 0; i < held->n; i++)
		if (held->at[i].partner == partner && tells(&held->at[i]))
			return true;
	return false;
}

static struct view_shelves shelves_of(struct web_request *r, const struct partner *p,
				      const struct holding_list *held,
				      const struct source_list *sources)
{
	struct view_shelves s = { arena_array_of(r->c->mem, held->n + 1, struct view_shelf), 0 };
	for (size_t i = 0; i < held->n; i++) {
		const struct holding *h = &held->at[i];
		if (h->partner == p->id && (tells(h) || !tells_elsewhere(held, p->id)))
			s.at[s.n++] = (struct view_shelf){
				.branch = h->library,
				.collection = h->collection,
				.call_number = h->call_number,
				.volumes = h->volumes,
				.note = h->note,
				.link = link_of(r, h, p, sources),
				.copies = h->copies,
			};
	}
	return s;
}

static struct place *place_of(struct web_request *r, struct place *places, size_t *n,
			      const struct partner *p, size_t room)
{
	const struct town *t = p->place.n ? town_of(r->c, p->place) : NULL;
	struct str name = t            ? str_of(town_name(t, r->c->lang))
			  : p->place.n ? p->place
				       : text_country_name(r->c->lang, p->country);
	for (size_t i = 0; i < *n; i++)
		if (str_same(places[i].name, name))
			return &places[i];
	places[*n] = (struct place){
		.town = t,
		.name = name,
		.key = text_sort_key(r->c->mem, name),
		.partner = p->id,
		.libraries = arena_array_of(r->c->mem, room, struct view_library),
	};
	return &places[(*n)++];
}

/* Those that have a holding, and those that sent a record. */
static size_t holders_of(struct web_request *r, const struct title *t,
			 const struct holding_list *held, const struct source_list *sources,
			 const struct partner **ret)
{
	size_t n = 0;
	for (size_t i = 0; i < r->partners->n; i++) {
		const struct partner *p = &r->partners->at[i];
		bool has = p->id == t->partner && !sources->n;
		for (size_t k = 0; k < held->n && !has; k++)
			has = held->at[k].partner == p->id;
		for (size_t k = 0; k < sources->n && !has; k++)
			has = sources->at[k].partner == p->id;
		if (has)
			ret[n++] = p;
	}
	return n;
}

/* By name; or by how far it is, those of unknown place last. */
static bool before(const struct place *a, const struct place *b, const struct town *near)
{
	if (near && !a->town != !b->town)
		return a->town != NULL;
	if (near && a->km != b->km)
		return a->km < b->km;
	return str_order(a->key, b->key) < 0;
}

static void sort(struct place *at, size_t n, const struct town *near)
{
	for (size_t i = 0; near && i < n; i++)
		at[i].km = at[i].town ? (town_distance(near, at[i].town) + 5) / 10 * 10 : 0;
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && before(&at[k], &at[k - 1], near); k--) {
			struct place p = at[k];
			at[k] = at[k - 1];
			at[k - 1] = p;
		}
}

static void show_places(struct web_request *r, const struct place *at, size_t n,
			const struct town *near, struct view_title *v)
{
	struct arena *mem = r->c->mem;
	v->towns.at = arena_array_of(mem, n + 1, struct view_town);
	v->map = chart_new(mem, n + 1);
	for (size_t i = 0; i < n; i++) {
		struct str id = str_print(mem, "in-%lld", (long long)at[i].partner);
		v->towns.at[v->towns.n++] = (struct view_town){
			.name = at[i].name,
			.id = id,
			.km = at[i].km,
			.far = near && at[i].town && at[i].km > 0,
			.libraries = { at[i].libraries, at[i].n },
		};
		if (at[i].town)
			chart_add(&v->map, at[i].town, r->c->lang,
				  str_print(mem, "#%.*s", STR_ARGS(id)), (int64_t)at[i].n, false);
	}
	bool any = v->map.spots.n > 0;
	if (near && any)
		chart_add(&v->map, near, r->c->lang, STR_NONE, 0, true);
	chart_names(&v->map);
}

bool title_libraries(struct web_request *r, const struct title *t,
		     const struct source_list *sources, struct view_title *v)
{
	struct holding_list held;
	struct arena *mem = r->c->mem;
	size_t room = r->partners->n + 1, n_places = 0;
	const struct partner **holders = arena_array_of(mem, room, const struct partner *);
	struct place *places = arena_array_of(mem, room, struct place);
	if (!holdings_of_title(r->c, t->id, &held))
		return false;
	size_t n = holders_of(r, t, &held, sources, holders);
	for (size_t i = 0; i < n; i++) {
		struct place *p = place_of(r, places, &n_places, holders[i], room);
		p->libraries[p->n++] = (struct view_library){
			.name = partner_name(holders[i], r->c->lang),
			.shelves = shelves_of(r, holders[i], &held, sources),
		};
	}
	v->near = str_trim(web_text(r, "near"));
	const struct town *near = v->near.n ? town_of(r->c, v->near) : NULL;
	v->near_unknown = v->near.n && !near;
	sort(places, n_places, near);
	show_places(r, places, n_places, near, v);
	v->n_libraries = (int64_t)n;
	return true;
}
