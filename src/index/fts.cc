/*
 * fts - the seam to Xapian; see fts.h.
 *
 * Every body is one call of guarded(), which holds the only try: an error of Xapian becomes
 * c->err, anything else ends the process. C++ objects live and die on this side.
 */
#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

#pragma GCC diagnostic ignored "-Wpedantic"
extern "C" {
#include "fts.h"
}

using std::string;

struct fts {
	Xapian::Database db;
};
struct fts_writer {
	Xapian::WritableDatabase db;
	bool fresh; /* built from nothing: no document is there already */
};
struct fts_doc {
	Xapian::Document doc;
	string term; /* the latest: its room is used again */
};

static bool told(struct ctx *c, enum err_kind kind, const char *sentence, const string &why)
{
	return fail(c, kind, sentence, str_z(c->mem, str_of(why.c_str())));
}

template <class F> static bool guarded(struct ctx *c, F f) noexcept
{
	try {
		return f();
	} catch (const Xapian::DatabaseModifiedError &e) {
		return fail(c, ERR_BUSY, "the index changed while it was read");
	} catch (const Xapian::DatabaseLockError &e) {
		return fail(c, ERR_BUSY, "the index is being written by another process");
	} catch (const Xapian::DatabaseOpeningError &e) {
		return told(c, ERR_ABSENT, "could not open the index: {0}", e.get_msg());
	} catch (const Xapian::Error &e) {
		return told(c, ERR_INTERNAL, "could not use the index: {0}", e.get_msg());
	}
}

static string bytes(struct str s)
{
	return s.n ? string(s.s, s.n) : string();
}

static Xapian::Query built(const struct fts_query *q);

static Xapian::Query joined(Xapian::Query::op op, const struct fts_query *q)
{
	std::vector<Xapian::Query> kids;
	for (size_t i = 0; i < q->n; i++)
		kids.push_back(built(q->kids[i]));
	return Xapian::Query(op, kids.begin(), kids.end());
}

static Xapian::Query built(const struct fts_query *q)
{
	switch (q->op) {
	case FTS_NONE: return Xapian::Query();
	case FTS_ALL: return Xapian::Query::MatchAll;
	case FTS_TERM: return Xapian::Query(bytes(q->text));
	case FTS_RANGE:
		return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, q->slot, bytes(q->text),
				     bytes(q->text_to));
	case FTS_SCALE:
		return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, built(q->kids[0]), q->scale);
	case FTS_AND: return joined(Xapian::Query::OP_AND, q);
	case FTS_OR: return joined(Xapian::Query::OP_OR, q);
	case FTS_SYNONYM: return joined(Xapian::Query::OP_SYNONYM, q);
	case FTS_AND_NOT: return joined(Xapian::Query::OP_AND_NOT, q);
	case FTS_AND_MAYBE: return joined(Xapian::Query::OP_AND_MAYBE, q);
	}
	return Xapian::Query();
}

/* Tells of each match by its number alone: the caller keeps facets in columns, since fetching
 * values document by document costs most of a search. */
class each_match : public Xapian::MatchSpy
{
	fts_doc_fn *each;
	void *arg;

      public:
	each_match(fts_doc_fn *each_, void *arg_) : each(each_), arg(arg_)
	{
	}
	void operator()(const Xapian::Document &doc, double) override
	{
		each(arg, doc.get_docid());
	}
};

class each_decide : public Xapian::MatchDecider
{
	fts_decide_fn *decide;
	void *arg;

      public:
	each_decide(fts_decide_fn *decide_, void *arg_) : decide(decide_), arg(arg_)
	{
	}
	bool operator()(const Xapian::Document &doc) const override
	{
		return decide(arg, doc.get_docid());
	}
};

bool fts_open(struct ctx *c, const char *path, struct fts **ret)
{
	return guarded(c, [&] {
		*ret = new fts{ Xapian::Database(path, Xapian::DB_BACKEND_GLASS) };
		return true;
	});
}

void fts_close(struct fts *f)
{
	delete f;
}

uint64_t fts_revision(struct fts *f)
{
	return f->db.get_revision();
}

bool fts_doc_values(struct ctx *c, struct fts *f, uint32_t doc, const unsigned *slots, size_t n,
		    struct str *ret)
{
	return guarded(c, [&] {
		for (size_t i = 0; i < n; i++)
			ret[i] = str{ nullptr, 0 };
		try {
			Xapian::Document d = f->db.get_document(doc);
			for (size_t i = 0; i < n; i++) {
				string value = d.get_value(slots[i]);
				ret[i] = str_copy(c->mem, str{ value.data(), value.size() });
			}
		} catch (const Xapian::DocNotFoundError &e) {
			return true;
		}
		return true;
	});
}

bool fts_reopen(struct ctx *c, struct fts *f, bool *ret_changed)
{
	return guarded(c, [&] {
		*ret_changed = f->db.reopen();
		return true;
	});
}

uint32_t fts_last_doc(struct fts *f)
{
	return f->db.get_lastdocid();
}

uint32_t fts_docs(struct fts *f)
{
	return f->db.get_doccount();
}

/* Lengths differ by thousands between a record alone and a thick book, so length counts for less
 * than BM25 commonly gives it (b = 0.25 in place of 0.5 to 0.75). Where nearly all are records it
 * says nothing, and to look it up would be most of a search. */
static const double LENGTH = 0.25, RECORDS_LENGTH = 400;

static void set_up(Xapian::Enquire *enquire, const struct fts_ask *ask, double average)
{
	double length = ask->length > 0 ? ask->length : average < RECORDS_LENGTH ? 0 : LENGTH;
	enquire->set_query(built(ask->query));
	if (ask->n == 0)
		enquire->set_weighting_scheme(Xapian::BoolWeight());
	else
		enquire->set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, length, 0.3));
	if (ask->sort)
		enquire->set_sort_by_value_then_relevance(ask->sort_slot, ask->sort_down);
}

bool fts_search(struct ctx *c, struct fts *f, const struct fts_ask *ask, struct fts_found *ret)
{
	return guarded(c, [&] {
		Xapian::Enquire enquire(f->db);
		set_up(&enquire, ask, f->db.get_avlength());
		each_match spy(ask->each, ask->arg);
		if (ask->each)
			enquire.add_matchspy(&spy);
		each_decide decider(ask->decide, ask->decide_arg);
		Xapian::MSet set = enquire.get_mset(0, Xapian::doccount(ask->n),
						    Xapian::doccount(ask->check), nullptr,
						    ask->decide ? &decider : nullptr);
		struct fts_found found = {};
		found.at = arena_array_of(c->mem, set.size() + 1, struct fts_match);
		for (auto i = set.begin(); i != set.end(); ++i)
			found.at[found.n++] = { *i, i.get_weight() };
		found.total = set.get_matches_estimated();
		*ret = found;
		return true;
	});
}

bool fts_term_docs(struct ctx *c, struct fts *f, struct str term, uint32_t *ret)
{
	return guarded(c, [&] {
		*ret = f->db.get_termfreq(bytes(term));
		return true;
	});
}

bool fts_titles(struct ctx *c, struct fts *f, struct str term, uint64_t *ret, uint32_t last,
		uint32_t *ret_n)
{
	return guarded(c, [&] {
		uint32_t n = 0;
		auto end = f->db.postlist_end(bytes(term));
		for (auto i = f->db.postlist_begin(bytes(term)); i != end; ++i) {
			Xapian::docid doc = *i;
			if (doc > last)
				break;
			ret[doc / 64] |= uint64_t(1) << doc % 64;
			n++;
		}
		*ret_n = n;
		return true;
	});
}

bool fts_doc_of(struct ctx *c, struct fts *f, struct str term, uint32_t *ret)
{
	return guarded(c, [&] {
		auto i = f->db.postlist_begin(bytes(term));
		if (i == f->db.postlist_end(bytes(term)))
			return fail(c, ERR_ABSENT, "the title is not in the index");
		*ret = *i;
		return true;
	});
}

bool fts_terms(struct ctx *c, struct fts *f, struct str prefix, fts_term_fn *each, void *arg)
{
	return fts_terms_from(c, f, prefix, prefix, each, arg);
}

bool fts_terms_from(struct ctx *c, struct fts *f, struct str prefix, struct str from,
		    fts_term_fn *each, void *arg)
{
	return guarded(c, [&] {
		auto end = f->db.allterms_end(bytes(prefix));
		auto i = f->db.allterms_begin(bytes(prefix));
		if (from.n > prefix.n)
			i.skip_to(bytes(from));
		for (; i != end; ++i) {
			string term = *i;
			if (!each(arg, str{ term.data(), term.size() }, i.get_termfreq()))
				break;
		}
		return true;
	});
}

bool fts_values(struct ctx *c, struct fts *f, unsigned slot, fts_value_fn *each, void *arg)
{
	return guarded(c, [&] {
		auto end = f->db.valuestream_end(slot);
		for (auto i = f->db.valuestream_begin(slot); i != end; ++i) {
			string value = *i;
			each(arg, i.get_docid(), str{ value.data(), value.size() });
		}
		return true;
	});
}

bool fts_write_open(struct ctx *c, const char *path, bool quick, struct fts_writer **ret)
{
	return guarded(c, [&] {
		int flags = Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS;
		if (quick)
			flags |= Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
		*ret = new fts_writer{ Xapian::WritableDatabase(path, flags), quick };
		return true;
	});
}

/* Closing commits what waits, unless it is within a transaction: then it is dropped. */
void fts_write_close(struct fts_writer *w)
{
	struct ctx nobody = {};
	struct arena *mem = arena_new(0);
	nobody.mem = mem;
	(void)guarded(&nobody, [&] {
		delete w;
		return true;
	});
	arena_free(mem);
}

bool fts_write_commit(struct ctx *c, struct fts_writer *w)
{
	return guarded(c, [&] {
		w->db.commit();
		return true;
	});
}

uint64_t fts_write_revision(struct fts_writer *w)
{
	return w->db.get_revision();
}

bool fts_write_doc_of(struct ctx *c, struct fts_writer *w, struct str id_term, uint32_t *ret)
{
	return guarded(c, [&] {
		auto i = w->db.postlist_begin(bytes(id_term));
		*ret = i == w->db.postlist_end(bytes(id_term)) ? 0 : *i;
		return true;
	});
}

bool fts_write_remove(struct ctx *c, struct fts_writer *w, struct str id_term)
{
	return guarded(c, [&] {
		w->db.delete_document(bytes(id_term));
		return true;
	});
}

bool fts_compact(struct ctx *c, const char *const *from, size_t n, const char *to)
{
	return guarded(c, [&] {
		Xapian::Database all;
		for (size_t i = 0; i < n; i++)
			all.add_database(Xapian::Database(from[i]));
		all.compact(to);
		return true;
	});
}

struct fts_doc *fts_doc_new(struct ctx *c)
{
	return new fts_doc;
}

void fts_doc_free(struct fts_doc *d)
{
	delete d;
}

bool fts_doc_term(struct ctx *c, struct fts_doc *d, struct str term, uint32_t weight)
{
	return guarded(c, [&] {
		d->term.assign(term.s, term.n);
		d->doc.add_term(d->term, weight);
		return true;
	});
}

bool fts_doc_value(struct ctx *c, struct fts_doc *d, unsigned slot, struct str value)
{
	return guarded(c, [&] {
		d->doc.add_value(slot, bytes(value));
		return true;
	});
}

bool fts_doc_put(struct ctx *c, struct fts_writer *w, struct fts_doc *d, struct str id_term,
		 uint32_t *ret_doc)
{
	return guarded(c, [&] {
		d->doc.add_boolean_term(bytes(id_term));
		*ret_doc = w->fresh ? w->db.add_document(d->doc)
				    : w->db.replace_document(bytes(id_term), d->doc);
		return true;
	});
}
