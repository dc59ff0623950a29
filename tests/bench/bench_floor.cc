/*
 * bench_floor - what bare Xapian takes to add the same terms as ours: the floor under bench_index.
 *
 *   bench-floor INDEX DIR   reads the terms of each document of an index that ours made, and adds
 *                           them, with nothing else, to parts like ours in DIR; then packs those
 * Prints a line of JSON with seconds of processor time; reading INDEX is not counted.
 */
#include <cstdio>
#include <ctime>
#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

using std::string;
using std::vector;

enum { PART_WORDS = 2400000 }; /* with their stems: about as many as ours puts into a part */

struct term {
	string text;
	unsigned weight;
};
struct floor_run {
	string dir;
	vector<string> parts;
	std::unique_ptr<Xapian::WritableDatabase> part;
	unsigned long words = 0;
};

static double cpu_seconds()
{
	timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return double(t.tv_sec) + double(t.tv_nsec) / 1e9;
}

static vector<term> terms_of(const Xapian::Database &db, Xapian::docid doc)
{
	vector<term> terms;
	for (auto i = db.termlist_begin(doc); i != db.termlist_end(doc); ++i)
		terms.push_back({ *i, i.get_wdf() });
	return terms;
}

static void end_part(floor_run &r)
{
	if (r.part)
		r.part->commit();
	r.part.reset();
	r.words = 0;
}

static void add(floor_run &r, const vector<term> &terms)
{
	if (!r.part) {
		r.parts.push_back(r.dir + "/part-" + std::to_string(r.parts.size()));
		r.part.reset(new Xapian::WritableDatabase(
			r.parts.back(), Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS |
						Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS));
	}
	Xapian::Document doc;
	for (const term &t : terms) {
		doc.add_term(t.text, t.weight);
		r.words += t.weight;
	}
	r.part->add_document(doc);
	if (r.words >= PART_WORDS)
		end_part(r);
}

static void pack(floor_run &r)
{
	Xapian::Database all;
	end_part(r);
	for (const string &part : r.parts)
		all.add_database(Xapian::Database(part));
	all.compact(r.dir + "/packed");
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	Xapian::Database from(argv[1]);
	floor_run run;
	double seconds = 0;
	unsigned long n = 0;
	run.dir = argv[2];
	for (Xapian::docid doc = 1; doc <= from.get_lastdocid(); doc++) {
		vector<term> terms = terms_of(from, doc);
		double began = cpu_seconds();
		add(run, terms);
		seconds += cpu_seconds() - began;
		n += terms.size();
	}
	double began = cpu_seconds();
	pack(run);
	seconds += cpu_seconds() - began;
	printf("{\"what\":\"floor\",\"terms\":%lu,\"cpu_s\":%.2f}\n", n, seconds);
	return 0;
}
