/* What lies on a disc: documents, pages of documents, records, and what is none of these. */
#include "unit.h"
#include "groups.h"

#include <sys/stat.h>
#include <unistd.h>

/* Enough of a file to be known by its first bytes */
#define PNG  STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0")
#define PDF  STR("%PDF-1.4\n1 0 obj\n")
#define TEXT STR("Керуен жолы ұзақ.\n")

/* "path:files" of each find in order, refused ones as "path!" */
static struct str found(struct ctx *c, struct finds *f)
{
	struct buf b;
	buf_init(&b, c->mem, 0);
	buf_init(&f->complaints, c->mem, 0);
	unit_ok(c, discover(c, path_join(c->mem, c->dir, "disc"), STR(""), f));
	buf_add_z(&b, "");
	for (size_t i = 0; i < f->n; i++) {
		buf_print(&b, "%s%.*s", i ? " " : "", STR_ARGS(f->at[i].path));
		if (f->at[i].refusal.kind)
			buf_add_char(&b, '!');
		else
			buf_print(&b, ":%zu", f->at[i].n_files);
	}
	return buf_str(&b);
}

static void test_discover__takes_each_file_of_a_disc(void **state)
{
	struct ctx *c = unit_begin();
	struct finds f = { 0 };
	put(c, "disc/b.pdf", PDF);
	put(c, "disc/a.txt", TEXT);
	put(c, "disc/deep/er/c.pdf", PDF);
	assert_str(found(c, &f), "a.txt:1 b.pdf:1 deep/er/c.pdf:1");
	unit_end(c);
}

static void test_discover__takes_a_folder_of_images_as_one_in_natural_order(void **state)
{
	struct ctx *c = unit_begin();
	struct finds f = { 0 };
	put(c, "disc/book/page10.png", PNG);
	put(c, "disc/book/page2.png", PNG);
	put(c, "disc/book/page1.png", PNG);
	put(c, "disc/one.pdf", PDF);
	assert_str(found(c, &f), "one.pdf:1 book:3");
	assert_str(f.at[1].files[0].name, "page1.png");
	assert_str(f.at[1].files[1].name, "page2.png");
	assert_str(f.at[1].files[2].name, "page10.png");
	unit_end(c);
}

static void test_discover__takes_named_folder_of_images_as_one(void **state)
{
	struct ctx *c = unit_begin();
	struct finds f = { 0 };
	put(c, "disc/1.png", PNG);
	put(c, "disc/2.png", PNG);
	assert_str(found(c, &f), "disc:2");
	unit_end(c);
}

static void test_discover__takes_images_apart_when_records_name_them(void **state)
{
	struct ctx *c = unit_begin();
	struct finds f = { 0 };
	put(c, "disc/map.png", PNG);
	put(c, "disc/plan.png", PNG);
	put(c, "disc/records.tsv", STR("file\ttitle\nmap.png\tКарта\nplan.png\tПлан\n"));
	assert_str(found(c, &f), "map.png:1 plan.png:1");
	assert_int_equal(f.n_records, 1);
	unit_end(c);
}

static void test_discover__gives_the_only_record_to_the_only_document(void **state)
{
	struct ctx *c = unit_begin();
	struct finds f = { 0 };
	put(c, "disc/first/scan.pdf", PDF);
	put(c, "disc/first/list.csv", STR("title;author\nАбай жолы;Әуезов\n"));
	put(c, "disc/second/scan.pdf", PDF);
	assert_str(found(c, &f), "first/scan.pdf:1 second/scan.pdf:1");
	assert_non_null(f.at[0].record);
	assert_str(record_first(f.at[0].record, RECORD_TITLE), "Абай жолы");
	assert_null(f.at[1].record);
	assert_int_equal(f.n_records, 0);
	unit_end(c);
}

static void test_discover__refuses_what_is_no_document(void **state)
{
	static const struct {
		const char *name;
		struct str bytes;
		const char *sentence;
	} cases[] = {
		{ "empty.pdf", { "", 0 }, "the file is empty" },
		{ "setup.bin",
		  { "MZ\x90\0\3\0\0\0", 8 },
		  "the file is a program for Windows, not a document" },
		{ "tool",
		  { "\x7f"
		    "ELF\2\1\1\0",
		    8 },
		  "the file is a program for Linux, not a document" },
		{ "all.rar",
		  { "Rar!\x1a\x07\1\0", 8 },
		  "the file is an archive; please hand over the files in it" },
		{ "all.zip",
		  { "PK\3\4\24\0\0\0a.txt", 13 },
		  "the file is an archive; please hand over the files in it" },
		{ "b.docx",
		  { "PK\3\4\24\0\0\0[Content_Types].xml", 27 },
		  "the file is an office document; please hand it over as PDF" },
		{ "b.doc",
		  { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 },
		  "the file is an office document; please hand it over as PDF" },
		{ "b.rtf",
		  { "{\\rtf1 word}", 12 },
		  "the file is an office document; please hand it over as PDF" },
		{ "run", { "#!/bin/sh\nrm\n", 13 }, "the file is a script, not a document" },
		{ "checksums.txt",
		  { "00  a.pdf\n", 10 },
		  "the file lists check sums of the disc; it is not a document" },
		{ "index.html",
		  { "<html>hello", 11 },
		  "the file is a web page of the disc, not a document" },
		{ "autorun.inf",
		  { "[autorun]", 9 },
		  "the file is a control file of the disc, not a document" },
		{ "noise",
		  { "\1\2\3\0\4\5\6\xff\xfe", 9 },
		  "the file is of no kind that the library takes" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ctx *c = unit_begin();
		struct finds f = { 0 };
		put(c, path_join(c->mem, "disc", cases[i].name), cases[i].bytes);
		found(c, &f);
		assert_int_equal(f.n, 1);
		assert_int_equal(f.at[0].refusal.kind, ERR_INVALID);
		assert_string_equal(f.at[0].refusal.text, cases[i].sentence);
		unit_end(c);
	}
}

static void test_discover__passes_over_litter_and_links_and_counts_them(void **state)
{
	struct ctx *c = unit_begin();
	struct finds f = { 0 };
	put(c, "disc/a.pdf", PDF);
	put(c, "disc/.DS_Store", STR("x"));
	put(c, "disc/Thumbs.db", STR("x"));
	assert_int_equal(symlink("/etc", path_join(c->mem, c->dir, "disc/link")), 0);
	assert_str(found(c, &f), "a.pdf:1");
	assert_int_equal(f.passed_over, 3);
	unit_end(c);
}

static void test_discover__shows_names_of_old_discs_as_text(void **state)
{
	struct ctx *c = unit_begin();
	struct finds f = { 0 };
	/* "Караванные пути" in windows-1251 */
	put(c, "disc/\xca\xe0\xf0\xe0\xe2\xe0\xed\xed\xfb\xe5 \xef\xf3\xf2\xe8.pdf", PDF);
	struct str said = found(c, &f);
	assert_true(text_is_utf8(said));
	assert_int_equal(f.n, 1);
	unit_end(c);
}

static void test_discover__does_not_follow_folders_for_ever(void **state)
{
	struct ctx *c = unit_begin();
	struct finds f = { 0 };
	put(c, "disc/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/a.pdf", PDF);
	buf_init(&f.complaints, c->mem, 0);
	put(c, "disc/b.pdf", PDF);
	unit_ok(c, discover(c, path_join(c->mem, c->dir, "disc"), STR(""), &f));
	assert_int_equal(f.n, 2); /* what lies too deep is told of, the rest goes on */
	bool first = f.at[0].refusal.kind == ERR_LIMIT;
	assert_true(first || f.at[1].refusal.kind == ERR_LIMIT);
	assert_str(f.at[first].name, "b.pdf");
	assert_int_equal(f.at[first].refusal.kind, ERR_NONE);
	assert_false(discover(c, path_join(c->mem, c->dir, "none"), STR(""), &f));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	unit_end(c);
}

static void test_title__is_sensible(void **state)
{
	static const struct {
		const char *title;
		bool sensible;
	} cases[] = {
		{ "Караванные пути Степного края", true },
		{ "Documents of the congress", true },
		{ "Abai", true },
		{ "Microsoft Word - отчет.doc", false },
		{ "Untitled", false },
		{ "Без имени 1", false },
		{ "Document1", false },
		{ "scan0001", false },
		{ "report.qxd", false },
		{ "12-34", false },
		{ "", false },
		{ "a", false },
		/* "Отчет" of windows-1251 read as Latin-1 */
		{ "\xc3\x8e\xc3\xb2\xc3\xb7\xc3\xa5\xc3\xb2", false },
		{ "\xff\xfe", false },
		{ "name.pdf", false },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (title_is_sensible(str_of(cases[i].title), STR("name.pdf")) !=
		    cases[i].sensible) {
			print_error("%s\n", cases[i].title);
			assert_true(false);
		}
}

static void test_title__comes_from_the_name(void **state)
{
	struct ctx *c = unit_begin();
	assert_str(title_of_name(c->mem, STR("дала_жолы.pdf"), false), "дала жолы");
	assert_str(title_of_name(c->mem, STR("vol. 2"), true), "vol. 2");
	assert_str(title_of_name(c->mem, STR("_.pdf"), false), "_.pdf");
	unit_end(c);
}

int group_discover(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_discover__takes_each_file_of_a_disc),
		cmocka_unit_test(test_discover__takes_a_folder_of_images_as_one_in_natural_order),
		cmocka_unit_test(test_discover__takes_named_folder_of_images_as_one),
		cmocka_unit_test(test_discover__takes_images_apart_when_records_name_them),
		cmocka_unit_test(test_discover__gives_the_only_record_to_the_only_document),
		cmocka_unit_test(test_discover__refuses_what_is_no_document),
		cmocka_unit_test(test_discover__passes_over_litter_and_links_and_counts_them),
		cmocka_unit_test(test_discover__shows_names_of_old_discs_as_text),
		cmocka_unit_test(test_discover__does_not_follow_folders_for_ever),
		cmocka_unit_test(test_title__is_sensible),
		cmocka_unit_test(test_title__comes_from_the_name),
	};
	return cmocka_run_group_tests_name("discover", tests, NULL, NULL);
}
