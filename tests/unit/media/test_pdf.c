/* PDFs: made by hand to be right in one way and wrong in another, and a sample of
 * the shared corpus. */
#include "groups.h"
#include "media/media_int.h"

#include <dirent.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE(parent, content)                                                                      \
	"<< /Type /Page /Parent " parent " 0 R /MediaBox [0 0 300 400] /Resources << /Font << "    \
	"/F 3 0 R >> >> /Contents " content " 0 R >>"
static const char FONT[] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

static struct str stream_of(struct ctx *c, const char *keys, const char *content)
{
	return str_print(c->mem, "<< %s /Length %zu >>\nstream\n%s\nendstream", keys,
			 strlen(content), content);
}

static const char *text_stream(struct ctx *c, const char *words)
{
	struct str s = str_print(c->mem, "BT /F 24 Tf 20 300 Td (%s) Tj ET", words);
	return str_z(c->mem, stream_of(c, "", str_z(c->mem, s)));
}

/* Three pages: "First page", "Second page", "Third page" */
static struct str three_pages(struct ctx *c, const char *trailer)
{
	const char *objects[] = {
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [4 0 R 5 0 R 6 0 R] /Count 3 >>",
		FONT,
		PAGE("2", "7"),
		PAGE("2", "8"),
		PAGE("2", "9"),
		text_stream(c, "First page"),
		text_stream(c, "Second page"),
		text_stream(c, "Third page"),
		"<< /Title (A \\(small\\) book) /Author <FEFF041004310430> "
		"/CreationDate (D:20031205094500Z) >>",
	};
	return pdf_of(c, objects, COUNT_OF(objects), trailer);
}

static bool facts(struct ctx *c, struct media *m, int fd, struct media_facts *ret)
{
	return media_ask_facts(c, m, &fd, 1) && media_answer_facts(c, m, -1, ret);
}

static void test_pdf__tells_pages_and_what_the_file_says_of_itself(void **state)
{
	struct ctx *c = unit_begin();
	struct media *m;
	struct media_facts f;
	unit_ok(c, media_start(c, &m));
	unit_ok(c, facts(c, m, file_of(c, three_pages(c, "/Info 10 0 R")), &f));
	assert_int_equal(f.n_pages, 3);
	assert_string_equal(f.pronom, "fmt/276");
	assert_str(f.title, "A (small) book");
	assert_str(f.creator, "Аба");
	assert_str(f.date, "2003-12-05");
	assert_int_equal(f.pages[0].height, 1111); /* 400 points at 200 dpi */
	assert_true(f.pages[0].has_text);
	assert_int_equal(f.damage.n, 0);
	unit_end(c);
}

static void test_pdf__gives_words_with_boxes(void **state)
{
	struct ctx *c = unit_begin();
	struct media *m;
	struct media_words w;
	int fd = file_of(c, three_pages(c, ""));
	unit_ok(c, media_start(c, &m));
	unit_ok(c, media_ask_layer(c, m, &fd, 1, 2));
	unit_ok(c, media_answer_words(c, m, -1, &w));
	assert_int_equal(w.n, 2);
	assert_str(w.at[0].text, "Second");
	assert_str(w.at[1].text, "page");
	assert_in_range(w.at[0].x, 600, 700); /* 20 of 300 points */
	assert_in_range(w.at[0].y, 1500, 2500);
	assert_true(w.at[1].x > w.at[0].x + w.at[0].w && w.at[1].block_ends);
	unit_ok(c, media_ask_layer(c, m, &fd, 1, 4));
	assert_false(media_answer_words(c, m, -1, &w));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	unit_end(c);
}

static void refused(const char *name, struct str bytes, enum err_kind kind, const char *sentence)
{
	struct ctx *c = unit_begin();
	struct media *m;
	struct media_facts f;
	unit_ok(c, media_start(c, &m));
	assert_false(facts(c, m, file_of(c, bytes), &f));
	if (c->err.kind != kind || strcmp(c->err.text, sentence))
		print_error("%s: %s: %s\n", name, err_kind_name(c->err.kind), c->err.text);
	assert_int_equal(c->err.kind, kind);
	assert_string_equal(c->err.text, sentence);
	unit_end(c);
}

static void test_pdf__refuses_a_loop_in_the_page_tree(void **state)
{
	struct ctx *c = unit_begin();
	const char *loop[] = {
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
	};
	struct str bytes = pdf_of(c, loop, 3, "");
	char *copy = strndup(bytes.s, bytes.n);
	unit_end(c);
	refused("loop", (struct str){ copy, strlen(copy) }, ERR_INVALID,
		"the page tree of the PDF runs in a circle");
	free(copy);
}

static void test_pdf__refuses_no_pages_and_no_bytes(void **state)
{
	struct ctx *c = unit_begin();
	const char *none[] = { "<< /Type /Catalog /Pages 2 0 R >>",
			       "<< /Type /Pages /Kids [] /Count 0 >>" };
	struct str bytes = pdf_of(c, none, 2, "");
	char *copy = strndup(bytes.s, bytes.n);
	unit_end(c);
	refused("zero pages", (struct str){ copy, strlen(copy) }, ERR_INVALID,
		"the PDF has no pages, or they were lost");
	free(copy);
	refused("empty", STR(""), ERR_INVALID, "this is {0}, which is not taken");
	refused("bytes", STR("\1\2\3\4"), ERR_INVALID, "this is no format that is taken");
	refused("header", STR("%PDF-1.7\n"), ERR_INVALID, "the PDF is damaged beyond reading");
}

static void test_pdf__reads_a_tree_that_counts_wrongly(void **state)
{
	struct ctx *c = unit_begin();
	struct media *m;
	struct media_facts f;
	struct media_words w;
	const char *objects[] = {
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [4 0 R 5 0 R] /Count 99 >>",
		FONT,
		PAGE("2", "6"),
		PAGE("2", "7"),
		text_stream(c, "One"),
		text_stream(c, "Two"),
	};
	int fd = file_of(c, pdf_of(c, objects, COUNT_OF(objects), ""));
	unit_ok(c, media_start(c, &m));
	unit_ok(c, facts(c, m, fd, &f));
	assert_int_equal(f.n_pages, 2);
	unit_ok(c, media_ask_layer(c, m, &fd, 1, 2));
	unit_ok(c, media_answer_words(c, m, -1, &w));
	assert_str(w.at[0].text, "Two");
	unit_end(c);
}

static void test_pdf__mends_a_file_without_its_table_and_says_so(void **state)
{
	struct ctx *c = unit_begin();
	struct media *m;
	struct media_facts f;
	struct str whole = three_pages(c, "");
	struct str cut = str_upto(whole, str_find(whole, STR("xref\n")));
	unit_ok(c, media_start(c, &m));
	unit_ok(c, facts(c, m, file_of(c, cut), &f));
	assert_int_equal(f.n_pages, 3);
	assert_str(f.damage, "the PDF was damaged and was mended for reading");
	unit_end(c);
}

static void run_tool(struct ctx *c, const char *const *argv, int fd, struct str *ret_out)
{
	struct sandbox_run r = { .argv = argv, .fds = &fd, .n_fds = 1, .stdout_max = 8 << 20 };
	int code;
	unit_ok(c, sandbox_exec(c, &r, &code, ret_out));
	assert_int_equal(code, 0);
}

/* The excerpt of pages first..last, whole by qpdf's judgement, without compression */
static struct str excerpt(struct ctx *c, int fd, int first, int last)
{
	struct media *m;
	int out = memfd_create("out", MFD_CLOEXEC);
	struct str plain;
	const char *const check[] = { "/usr/bin/qpdf", "--check", "/proc/self/fd/3", NULL };
	const char *const open_up[] = { "/usr/bin/qpdf",   "--qdf", "--object-streams=disable",
					"/proc/self/fd/3", "-",     NULL };
	unit_ok(c, media_start(c, &m));
	unit_ok(c, media_ask_excerpt(c, m, &fd, 1, first, last, out));
	unit_ok(c, media_answer_done(c, m, -1));
	media_end(m);
	run_tool(c, check, out, &plain);
	run_tool(c, open_up, out, &plain);
	close(out);
	return plain;
}

static bool holds(struct str s, const char *z)
{
	return str_find(s, str_of(z)) < s.n;
}

/* A book whose pages share resources, and point at one another in every way we know */
static struct str tangled(struct ctx *c)
{
	static const char shared[] = "/Resources << /Font << /F 3 0 R >> /XObject << /One 9 0 R "
				     "/Two 10 0 R >> /Properties << /P 11 0 R >> >>";
	const char *page_one = str_z(
		c->mem, str_print(c->mem,
				  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] %s "
				  "/Contents 6 0 R /StructParents 0 /Annots [<< /Type /Annot "
				  "/Subtype /Link /Rect [0 0 9 9] /Dest [5 0 R /Fit] >>] >>",
				  shared));
	const char *page_two = str_z(
		c->mem, str_print(c->mem,
				  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] %s "
				  "/Contents 7 0 R >>",
				  shared));
	const char *form = "/Type /XObject /Subtype /Form /BBox [0 0 300 400] /Metadata 12 0 R "
			   "/PieceInfo << /App << /Private 12 0 R >> >> /Resources << /Font << /F "
			   "3 0 R >> /XObject << /Two 10 0 R >> >>";
	const char *objects[] = {
		"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 8 0 R /Names << /Dests << /Names "
		"[(secretdest) [5 0 R /Fit]] >> >> /PageLabels << /Nums [0 << /P (secretlabel) >>] "
		">> /AcroForm << /Fields [<< /T (secretfield) /V (secretvalue) >>] >> /OpenAction "
		"<< /S /JavaScript /JS (secretscript) >> >>",
		"<< /Type /Pages /Kids [4 0 R 5 0 R] /Count 2 >>",
		FONT,
		page_one,
		page_two,
		str_z(c->mem, stream_of(c, "",
					"/Span /P BDC BT /F 9 Tf 20 300 Td (openword) Tj ET "
					"EMC /One Do")),
		str_z(c->mem, stream_of(c, "", "BT /F 9 Tf (secretpage) Tj ET /Two Do")),
		"<< /Type /StructTreeRoot /K << /Type /StructElem /Pg 5 0 R /Alt (secretalt) >> >>",
		str_z(c->mem, stream_of(c, form, "BT /F 9 Tf (openform) Tj ET")),
		str_z(c->mem, stream_of(c, "/Type /XObject /Subtype /Form /BBox [0 0 9 9]",
					"BT /F 9 Tf (secretform) Tj ET")),
		"<< /Type /Thing /ActualText (secretactual) /Pg 5 0 R >>",
		str_z(c->mem, stream_of(c, "/Type /Metadata", "secretmeta")),
	};
	return pdf_of(c, objects, COUNT_OF(objects), "/Info << /Title (secrettitle) >>");
}

static void test_excerpt__keeps_nothing_of_the_other_pages(void **state)
{
	struct ctx *c = unit_begin();
	if (access("/usr/bin/qpdf", X_OK)) {
		print_message("qpdf is not installed\n");
		skip();
	}
	struct str out = excerpt(c, file_of(c, tangled(c)), 1, 1);
	assert_true(holds(out, "openword"));
	assert_true(holds(out, "openform"));
	if (holds(out, "secret"))
		print_error("%.*s\n", STR_ARGS(out));
	assert_false(holds(out, "secret"));
	out = excerpt(c, file_of(c, three_pages(c, "/Info 10 0 R")), 1, 2);
	assert_true(holds(out, "Second page"));
	assert_false(holds(out, "Third"));
	unit_end(c);
}

/* What all asked of a document of the corpus; false: it was refused, with a sentence. */
static bool ask_all(struct ctx *c, struct media *m, int fd, int out)
{
	struct media_facts f;
	struct media_words w;
	if (!facts(c, m, fd, &f))
		return false;
	unit_ok(c, media_ask_layer(c, m, &fd, 1, 1));
	if (!media_answer_words(c, m, -1, &w))
		assert_int_equal(c->err.kind, ERR_INVALID);
	unit_ok(c, media_ask_excerpt(c, m, &fd, 1, 1, 1, out));
	if (!media_answer_done(c, m, -1))
		assert_int_equal(c->err.kind, ERR_INVALID);
	unit_ok(c, media_ask_access(c, m, &fd, 1, 1, out));
	if (!media_answer_done(c, m, -1))
		assert_int_equal(c->err.kind, ERR_INVALID);
	return true;
}

static void ask_folder(struct ctx *c, struct media *m, const char *path, int counts[2])
{
	DIR *d = opendir(path);
	for (struct dirent *e; d && (e = readdir(d));) {
		char *file = path_join(c->mem, path, e->d_name);
		if (e->d_name[0] == '.')
			continue;
		if (folder_exists(file)) {
			ask_folder(c, m, file, counts);
			continue;
		}
		if (!unit_sampled(e->d_name))
			continue;
		int fd = file_at(c, file), out = memfd_create("out", MFD_CLOEXEC);
		err_clear(c);
		bool ok = ask_all(c, m, fd, out);
		if (!ok && c->err.kind != ERR_INVALID && c->err.kind != ERR_LIMIT)
			print_error("%s: %s: %s\n", file, err_kind_name(c->err.kind), c->err.text);
		assert_true(ok || c->err.kind == ERR_INVALID || c->err.kind == ERR_LIMIT);
		counts[ok]++;
		close(out);
	}
	if (d)
		closedir(d);
}

static void test_pdf__answers_for_files_of_the_corpus(void **state)
{
	struct ctx *c = unit_begin();
	struct media *m;
	const char *folder = unit_shared("corpus/pdf");
	if (!folder) {
		print_message("no corpus: KERUEN_SHARED is not set\n");
		unit_end(c);
		skip();
	}
	int counts[2] = { 0 };
	unit_ok(c, media_start(c, &m));
	ask_folder(c, m, folder, counts);
	print_message("corpus: %d read, %d refused\n", counts[1], counts[0]);
	assert_true(counts[1] > counts[0]);
	unit_end(c);
}

int group_pdf(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pdf__tells_pages_and_what_the_file_says_of_itself),
		cmocka_unit_test(test_pdf__gives_words_with_boxes),
		cmocka_unit_test(test_pdf__refuses_a_loop_in_the_page_tree),
		cmocka_unit_test(test_pdf__refuses_no_pages_and_no_bytes),
		cmocka_unit_test(test_pdf__reads_a_tree_that_counts_wrongly),
		cmocka_unit_test(test_pdf__mends_a_file_without_its_table_and_says_so),
		cmocka_unit_test(test_excerpt__keeps_nothing_of_the_other_pages),
		cmocka_unit_test(test_pdf__answers_for_files_of_the_corpus),
	};
	return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}
