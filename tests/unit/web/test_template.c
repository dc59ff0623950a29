/* Compiled templates: values escaped for the place they stand in. */
#include "unit.h"
#include "hostile.html.h"

int web_template_tests(void);

#define EVIL         "<i>\"'&</i>"
#define EVIL_ESCAPED "&lt;i&gt;&quot;&#39;&amp;&lt;/i&gt;"

static struct str render(struct ctx *c, const struct view_hostile *v)
{
	struct buf out;
	struct web_frame frame = { .lang = "en" };
	buf_init(&out, c->mem, 0);
	hostile_html(&out, &frame, v);
	return buf_str(&out);
}

static void test_values__are_escaped_for_their_place(void **state)
{
	struct ctx *c = unit_begin();
	struct hostile_item items[] = { { STR("a") }, { STR(EVIL) } };
	struct view_hostile v = { .text = STR(EVIL),
				  .url = STR("javascript:alert(1)"),
				  .said = "There is nothing here",
				  .made = { STR("<b>made</b>") },
				  .number = 2,
				  .yes = true,
				  .items = { items, 2 } };
	assert_str(render(c, &v),
		   "<p title=\"" EVIL_ESCAPED "\">" EVIL_ESCAPED "</p>\n"
		   "<a href=\"#\">1</a><a href=\"/t/%3Ci%3E%22%27%26%3C%2Fi%3E\">2</a>"
		   "<a href=\"/s?q=%3Ci%3E%22%27%26%3C%2Fi%3E&amp;n=2\">3</a>\n"
		   "<b>made</b>\nyes\n1:a;2:" EVIL_ESCAPED ";\nempty\n"
		   "Found " EVIL_ESCAPED " in <b>made</b>\n2 things\nThere is nothing here\n"
		   "<pre>  kept\n  so </pre>{\n");
	unit_end(c);
}

static void test_addresses__only_ours_and_http(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "/t/a?b=c&d", "/t/a?b=c&amp;d" },
		{ "?q=1", "?q=1" },
		{ "#main", "#main" },
		{ "", "" },
		{ "https://example.org/", "https://example.org/" },
		{ "//example.org/", "#" },
		{ "/\\example.org/", "#" },
		{ "javascript:alert(1)", "#" },
		{ " javascript:alert(1)", "#" },
		{ "java\tscript:alert(1)", "#" },
		{ "data:text/html,x", "#" },
		{ "/a b", "#" },
		{ "/\"onload=", "/&quot;onload=" },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct ctx *c = unit_begin();
		struct buf out;
		buf_init(&out, c->mem, 0);
		html_put_url(&out, str_of(rows[i].in));
		assert_str(buf_str(&out), rows[i].out);
		unit_end(c);
	}
}

int web_template_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values__are_escaped_for_their_place),
		cmocka_unit_test(test_addresses__only_ours_and_http),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
