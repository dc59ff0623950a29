/* format: records are read, whole or damaged, and kept. */
#include "unit.h"

#include <fcntl.h>
#include <unistd.h>

#include "format/format.h"

/* A record of ISO 2709 made here from "tag value" lines; '$' opens a subfield. */
static struct str iso(struct ctx *c, const char *leader_tail, const char *const *fields)
{
	struct buf directory, body, out;
	buf_init(&directory, c->mem, 0);
	buf_init(&body, c->mem, 0);
	buf_init(&out, c->mem, 0);
	for (; *fields; fields++) {
		size_t from = body.n;
		for (const char *p = *fields + 3; *p; p++)
			buf_add_char(&body, *p == '$' ? '\x1f' : *p);
		buf_add_char(&body, '\x1e');
		buf_print(&directory, "%.3s%04zu%05zu", *fields, body.n - from, from);
	}
	size_t base = 24 + directory.n + 1, length = base + body.n + 1;
	buf_print(&out, "%05zunam %c22%05zu%s", length, leader_tail[0], base, leader_tail + 1);
	buf_add(&out, buf_str(&directory));
	buf_add_char(&out, '\x1e');
	buf_add(&out, buf_str(&body));
	buf_add_char(&out, '\x1d');
	return buf_str(&out);
}

static const char *const marc21_fields[] = {
	"001kz000123",
	"008990101s1934    kz            000 0 kaz d",
	"020  $a9965-12-345-6 (қатты мұқаба)",
	"1001 $aӘуезов, Мұхтар,$d1897-1961.",
	"24510$aАбай :$bроман /$cМұхтар Әуезов.",
	"260  $aАлматы :$bЖазушы,$c1934.",
	"300  $a320 б. ;$c21 см.",
	"650 0$aҚазақ әдебиеті$xТарихы$y20 ғ.",
	"7001 $aСоболев, Леонид,$eаударушы",
	"8564 $uabai.pdf",
	NULL,
};

static const char *const unimarc_fields[] = {
	"001RU\\NLR\\bibl\\3415",
	"100  $a19980716d1997    u  y0rusy50      ca",
	"101  $arus",
	"2001 $aКараван$eпутевые записки$fА. С. Петров",
	"210  $aСПб.$cНаука$d1997",
	"215  $a79 с.$cил.",
	"606  $aТорговые пути$xИстория",
	"700 1$aПетров$bА. С.$gАндрей Сергеевич",
	"801 0$aRU$bNLR",
	NULL,
};

#define assert_field(r, f, literal) assert_str(record_first((r), (f)), literal)

static void assert_abai(const struct record *r)
{
	assert_field(r, RECORD_TITLE, "Абай : роман");
	assert_field(r, RECORD_CREATOR, "Әуезов, Мұхтар");
	assert_field(r, RECORD_CONTRIBUTOR, "Соболев, Леонид");
	assert_field(r, RECORD_PLACE, "Алматы");
	assert_field(r, RECORD_PUBLISHER, "Жазушы");
	assert_field(r, RECORD_DATE, "1934");
	assert_field(r, RECORD_LANGUAGE, "kk");
	assert_field(r, RECORD_ISBN, "9965-12-345-6");
	assert_field(r, RECORD_SUBJECT, "Қазақ әдебиеті -- Тарихы -- 20 ғ.");
	assert_field(r, RECORD_FILE, "abai.pdf");
	assert_field(r, RECORD_IDENTIFIER, "kz000123");
}

static void test_marc21__gives_the_plain_record(void **state)
{
	struct ctx *c = unit_begin();
	struct record_list l;
	struct str said, bytes = iso(c, "a a 4500", marc21_fields);
	unit_ok(c, records_read(c, bytes, &l, &said));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.at[0].raw_format, "marc21");
	assert_abai(&l.at[0]);
	assert_true(str_same(l.at[0].raw, bytes));
	assert_int_equal(said.n, 0);
	unit_end(c);
}

static void test_marc21__gives_names_and_titles_in_their_own_script_too(void **state)
{
	static const char *const fields[] = {
		"1001 $6880-01$aKunanbaev, Abai.",
		"24510$6880-02$aȮlen\u0326der.",
		"260  $aAlmaty$c1961.",
		"8801 $6100-01/(N$aҚұнанбаев, Абай.",
		"88010$6245-02/(N$aӨлеңдер.",
		"880  $6260-00/(N$aАлматы$c1961.",
		NULL,
	};
	struct ctx *c = unit_begin();
	struct record_list l;
	unit_ok(c, records_read(c, iso(c, "a a 4500", fields), &l, NULL));
	size_t creators = 0, titles = 0;
	for (size_t i = 0; i < l.at[0].n; i++) {
		const struct record_value *v = &l.at[0].at[i];
		creators += v->field == RECORD_CREATOR && str_is(v->value, "Құнанбаев, Абай");
		titles += v->field == RECORD_TITLE && str_is(v->value, "Өлеңдер");
		/* each says that it is there once more */
		assert_int_equal(v->also, text_script(v->value) == SCRIPT_CYRILLIC);
	}
	assert_int_equal(creators, 1);
	assert_int_equal(titles, 1);
	assert_field(&l.at[0], RECORD_CREATOR, "Kunanbaev, Abai");
	unit_end(c);
}

static void test_unimarc__is_told_by_its_fields(void **state)
{
	struct ctx *c = unit_begin();
	struct record_list l;
	unit_ok(c, records_read(c, iso(c, "    450 ", unimarc_fields), &l, NULL));
	struct record *r = &l.at[0];
	assert_string_equal(r->raw_format, "rusmarc");
	assert_field(r, RECORD_TITLE, "Караван : путевые записки");
	assert_field(r, RECORD_CREATOR, "Петров, Андрей Сергеевич");
	assert_field(r, RECORD_LANGUAGE, "ru");
	assert_field(r, RECORD_PLACE, "СПб.");
	assert_field(r, RECORD_DATE, "1997");
	assert_field(r, RECORD_EXTENT, "79 с. : ил.");
	assert_field(r, RECORD_SUBJECT, "Торговые пути -- История");
	unit_end(c);
}

static void test_volume__gets_the_title_of_its_set(void **state)
{
	static const char *const fields[] = {
		"100  $a19980716d1997    u  y0rusy50      ca",
		"2000 $aВып. 13.",
		"461 0$1001RU\\5996$12001 $aЗадачи и этюды$vВып. 13",
		"801 0$aRU$bNLR",
		NULL,
	};
	struct ctx *c = unit_begin();
	struct record_list l;
	unit_ok(c, records_read(c, iso(c, "    450 ", fields), &l, NULL));
	assert_field(&l.at[0], RECORD_TITLE, "Задачи и этюды. Вып. 13");
	unit_end(c);
}

static void test_directory__that_is_wrong_is_not_used(void **state)
{
	struct ctx *c = unit_begin();
	struct record_list l;
	struct str said;
	struct str good = iso(c, "a a 4500", marc21_fields);
	char *bad = str_z(c->mem, good);
	for (size_t i = 0; i < 10; i++)
		memcpy(bad + 24 + i * 12 + 3, "000900007", 9); /* lengths and offsets */
	unit_ok(c, records_read(c, (struct str){ bad, good.n }, &l, &said));
	assert_int_equal(l.n, 1);
	assert_abai(&l.at[0]);
	assert_true(said.n > 0);
	unit_end(c);
}

static void test_marc__cut_anywhere_is_told_and_never_lost_before(void **state)
{
	struct ctx *c = unit_begin();
	struct str one = iso(c, "a a 4500", marc21_fields);
	struct str two[2] = { one, one };
	struct str both = str_join(c->mem, two, 2, STR("\r\n"));
	for (size_t n = one.n + 3; n < both.n; n++) {
		struct record_list l;
		struct str said;
		unit_ok(c, records_read(c, str_upto(both, n), &l, &said));
		assert_abai(&l.at[0]);
		assert_true(said.n > 0);
	}
	unit_end(c);
}

static void test_marc8__cyrillic_and_diacritics(void **state)
{
	static const char *const fields[] = {
		"008990101s1934    ru            000 0 rus d",
		"1001 $aDvor\xe2"
		"ak, Antonin",
		"24510$a\x1b(NkARAWAN\x1b(B = Caravan",
		NULL,
	};
	struct ctx *c = unit_begin();
	struct record_list l;
	unit_ok(c, records_read(c, iso(c, "  a 4500", fields), &l, NULL));
	assert_field(&l.at[0], RECORD_CREATOR, "Dvor\u00e1k, Antonin");
	assert_field(&l.at[0], RECORD_TITLE, "Караван");
	assert_field(&l.at[0], RECORD_PARALLEL, "Caravan");
	unit_end(c);
}

static const char marcxml[] =
	"<?xml version=\"1.0\"?><collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n"
	"<record><leader>00000nam a2200000 a 4500</leader><controlfield "
	"tag=\"001\">x1</controlfield>"
	"<datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield code=\"a\">Көш &amp; керуен "
	":</subfield>"
	"<subfield code=\"b\">өлеңдер</subfield></datafield></record>\n"
	"<record><leader>00000nam a2200000 a 4500</leader>"
	"<datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield "
	"code=\"a\">Екінші</subfield></datafield>"
	"</record></collection>";

static void test_marcxml__keeps_each_records_bytes(void **state)
{
	struct ctx *c = unit_begin();
	struct record_list l;
	unit_ok(c, records_read(c, str_of(marcxml), &l, NULL));
	assert_int_equal(l.n, 2);
	assert_field(&l.at[0], RECORD_TITLE, "Көш & керуен : өлеңдер");
	assert_field(&l.at[1], RECORD_TITLE, "Екінші");
	assert_true(str_starts(l.at[0].raw, "<record><leader>"));
	assert_true(str_ends(l.at[0].raw, "өлеңдер</subfield></datafield></record>"));
	assert_string_equal(l.at[0].raw_format, "marcxml");
	unit_end(c);
}

static void test_dc__is_found_in_any_wrapper(void **state)
{
	static const char *const wrappers[] = {
		"<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" "
		"xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Жол</dc:title>"
		"<dc:creator>Сейтжан, А.</dc:creator><dc:date>1987</dc:date></oai_dc:dc>",
		"<list><a><record xmlns:dcterms=\"http://purl.org/dc/terms/\"><dcterms:title>Жол"
		"</dcterms:title><dcterms:creator>Сейтжан, А.</dcterms:creator>"
		"<dcterms:issued>1987</dcterms:issued></record></a></list>",
		"\xEF\xBB\xBF<books><book><title><![CDATA[Жол]]></title><author>Сейтжан, "
		"А.</author>"
		"<year>1987</year></book></books>",
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(wrappers); i++) {
		struct record_list l;
		unit_ok(c, records_read(c, str_of(wrappers[i]), &l, NULL));
		assert_int_equal(l.n, 1);
		assert_field(&l.at[0], RECORD_TITLE, "Жол");
		assert_field(&l.at[0], RECORD_CREATOR, "Сейтжан, А.");
		assert_field(&l.at[0], RECORD_DATE, "1987");
		assert_string_equal(l.at[0].raw_format, "dc");
	}
	unit_end(c);
}

static void test_dc__names_its_file_where_a_value_ends_like_one(void **state)
{
	static const struct {
		const char *element, *value, *file;
	} cases[] = {
		{ "identifier", "book 17.pdf", "book 17.pdf" },
		{ "identifier", "http://x.kz/files/b.tif", "http://x.kz/files/b.tif" },
		{ "source", "disc/b.djvu", "disc/b.djvu" },
		{ "relation", "b.PDF", "b.PDF" },
		{ "identifier", "978-601-0.12", NULL },
		{ "source", "A newspaper, vol. 3", NULL },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ctx *c = unit_begin();
		struct record_list l;
		struct str xml = str_print(c->mem, "<r><title>T</title><%s>%s</%s></r>",
					   cases[i].element, cases[i].value, cases[i].element);
		unit_ok(c, records_read(c, xml, &l, NULL));
		assert_int_equal(l.n, 1);
		struct str file = record_first(&l.at[0], RECORD_FILE);
		assert_int_equal(file.s != NULL, cases[i].file != NULL);
		if (file.s)
			assert_str(file, cases[i].file);
		unit_end(c);
	}
}

static void test_xml__expands_no_entities_and_takes_any_depth(void **state)
{
	struct ctx *c = unit_begin();
	struct record_list l;
	struct buf deep;
	const char *bomb =
		"<!DOCTYPE r [<!ENTITY a \"boom\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
		"<r><book><title>x&f;&a;</title></book></r>";
	unit_ok(c, records_read(c, str_of(bomb), &l, NULL));
	assert_field(&l.at[0], RECORD_TITLE, "x&f;&a;");
	buf_init(&deep, c->mem, 0);
	for (int i = 0; i < 100000; i++)
		buf_add_z(&deep, "<a>");
	assert_false(records_read(c, buf_str(&deep), &l, NULL));
	assert_int_equal(c->err.kind, ERR_INVALID);
	unit_end(c);
}

static void test_list__reads_headers_of_four_languages(void **state)
{
	static const char *const lists[] = {
		"title,author,year,language,file\nЖол,\"Сейтжан, А.\",1987,kaz,a.pdf\n",
		"\xEF\xBB\xBFНазвание;Автор;Год издания;Язык;Файл\r\nЖол;Сейтжан, "
		"А.;1987;kk;a.pdf\r\n",
		"Атауы\tАвторы\tШыққан жылы\tТілі\tФайл атауы\nЖол\tСейтжан, А.\t1987\tkaz\ta.pdf",
		"Аталышы\tАвтору (авторлор)\tЧыккан "
		"жылы\tТили\tФайл\n\"Жол\"\t\t1987\tkaz\ta.pdf\n",
		"sep=;\nFILE;TITLE;DATE;LANG\na.pdf;\"Жол\";1987;kk\n\n",
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		struct record_list l;
		unit_ok(c, records_read(c, str_of(lists[i]), &l, NULL));
		assert_int_equal(l.n, 1);
		assert_field(&l.at[0], RECORD_TITLE, "Жол");
		assert_field(&l.at[0], RECORD_DATE, "1987");
		assert_field(&l.at[0], RECORD_LANGUAGE, "kk");
		assert_field(&l.at[0], RECORD_FILE, "a.pdf");
		if (i < 3)
			assert_field(&l.at[0], RECORD_CREATOR, "Сейтжан, А.");
	}
	unit_end(c);
}

static void test_list__keeps_quotes_breaks_and_several_people(void **state)
{
	struct ctx *c = unit_begin();
	struct record_list l;
	struct str said;
	const char *list =
		"title,author\n\"A \"\"b\"\",\nc\",\"One; Two\"\nplain,x,extra\n\"open,y\n";
	unit_ok(c, records_read(c, str_of(list), &l, &said));
	assert_int_equal(l.n, 3);
	assert_field(&l.at[0], RECORD_TITLE, "A \"b\", c");
	assert_int_equal(l.at[0].n, 3);
	assert_str(l.at[0].at[2].value, "Two");
	assert_str(l.at[0].raw, "title,author\n\"A \"\"b\"\",\nc\",\"One; Two\"\n");
	assert_str(said, "record 2: wrong length of a record\n"
			 "record 3: missing end of a field or a record\n");
	unit_end(c);
}

static void test_list__in_windows_1251(void **state)
{
	/* "название;автор" and a row, as a Russian spreadsheet saves it */
	const char list[] =
		"\xed\xe0\xe7\xe2\xe0\xed\xe8\xe5;\xe0\xe2\xf2\xee\xf0\n"
		"\xd1\xea\xe0\xe7\xea\xe8 \xf1\xf2\xe5\xef\xe8;\xcf\xe5\xf2\xf0\xee\xe2\n";
	struct ctx *c = unit_begin();
	struct record_list l;
	unit_ok(c, records_read(c, str_of(list), &l, NULL));
	assert_field(&l.at[0], RECORD_TITLE, "Сказки степи");
	assert_field(&l.at[0], RECORD_CREATOR, "Петров");
	unit_end(c);
}

/* Everything a file gives by the walk that imports use. */
static size_t walk(struct ctx *c, struct str bytes, const struct record_options *o, int64_t at,
		   struct record_item *ret, size_t max)
{
	struct record_reader *r;
	char *path = path_join(c->mem, c->dir, "walk");
	size_t n = 0;
	bool there = true;
	unit_ok(c, file_replace(c, path, bytes));
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	unit_ok(c, record_open(c, fd, at, o, &r));
	while (n < max) {
		unit_ok(c, record_next(c, r, c->mem, &ret[n], &there));
		if (!there)
			break;
		assert_memory_equal(ret[n].record.raw.s, bytes.s + ret[n].at, ret[n].record.raw.n);
		n++;
	}
	close(fd);
	return n;
}

static struct str utf16(struct ctx *c, const char *text, bool big)
{
	struct buf out;
	struct str s = str_of(text);
	buf_init(&out, c->mem, 0);
	buf_add_z(&out, big ? "\xFE\xFF" : "\xFF\xFE");
	for (size_t at = 0; at < s.n;) {
		uint32_t cp = text_next(s, &at);
		buf_add_char(&out, (char)(big ? cp >> 8 : cp));
		buf_add_char(&out, (char)(big ? cp : cp >> 8));
	}
	return buf_str(&out);
}

static void assert_rows(struct ctx *c, struct str bytes, const char *encoding)
{
	struct record_item at[4];
	assert_int_equal(walk(c, bytes, NULL, 0, at, 4), 2);
	assert_field(&at[0].record, RECORD_TITLE, "Қазақ \"жолы\" екі жол");
	assert_string_equal(at[1].encoding, encoding);
	for (size_t i = 0; i < 2; i++) {
		struct record_item again;
		struct record_options o = { .format = at[i].format,
					    .dialect = at[i].dialect,
					    .encoding = at[i].encoding };
		unit_ok(c, record_again(c, at[i].record.raw, &o, &again));
		assert_int_equal(again.record.n, at[i].record.n);
		assert_true(str_same(record_first(&again.record, RECORD_TITLE),
				     record_first(&at[i].record, RECORD_TITLE)));
	}
	/* going on behind the first row gives the second */
	struct record_item rest[2];
	assert_int_equal(walk(c, bytes, NULL, at[0].at + (int64_t)at[0].record.raw.n, rest, 2), 1);
	assert_int_equal(rest[0].at, at[1].at);
}

static void test_list__is_walked_in_any_encoding_and_gone_on_from_any_row(void **state)
{
	static const char text[] =
		"Атауы;Автор;Жылы\r\n\"Қазақ \"\"жолы\"\"\nекі жол\";Сейтжан;1987\r\n"
		"\r\nЕкінші кітап;Әуезов;1934\r\n";
	struct ctx *c = unit_begin();
	assert_rows(c, str_of(text), "utf-8");
	assert_rows(c, utf16(c, text, false), "utf-16le");
	assert_rows(c, utf16(c, text, true), "utf-16be");
	unit_end(c);
}

static void test_list__columns_can_be_told_by_name_and_by_number(void **state)
{
	struct ctx *c = unit_begin();
	struct record_item at[4];
	struct record_options named = { .format = "csv",
					.columns = STR("title=Наш заголовок,udc=Шифр,date=3") };
	assert_int_equal(walk(c, STR("Наш заголовок,Шифр,Когда,Автор\nЖол,82,1987,Әуезов\n"),
			      &named, 0, at, 4),
			 1);
	assert_field(&at[0].record, RECORD_TITLE, "Жол");
	assert_field(&at[0].record, RECORD_UDC, "82");
	assert_field(&at[0].record, RECORD_DATE, "1987");
	assert_field(&at[0].record, RECORD_CREATOR, "Әуезов");
	assert_string_equal(at[0].dialect, "comma:title,udc,date,creator");
	/* by numbers alone: the first row is a record */
	struct record_options numbers = { .format = "tsv", .columns = STR("title=2,creator=1") };
	assert_int_equal(walk(c, STR("Әуезов\tАбай жолы\nМайлин\tШұға\n"), &numbers, 0, at, 4), 2);
	assert_field(&at[0].record, RECORD_TITLE, "Абай жолы");
	assert_field(&at[1].record, RECORD_CREATOR, "Майлин");
	unit_end(c);
}

static void test_walk__reads_dublin_core_by_the_record(void **state)
{
	static const char oai[] =
		"<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords>"
		"<record><header><identifier>oai:1</identifier></header><metadata>"
		"<oai_dc:dc xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Бір</dc:title>"
		"<dc:identifier>b1</dc:identifier></oai_dc:dc></metadata></record>"
		"<record><header><identifier>oai:2</identifier></header><metadata>"
		"<oai_dc:dc><dc:title>Екі</dc:title></oai_dc:dc></metadata></record>"
		"</ListRecords></OAI-PMH>";
	struct ctx *c = unit_begin();
	struct record_item at[4], again;
	struct record_options o = { .format = "dc" };
	assert_int_equal(walk(c, str_of(oai), NULL, 0, at, 4), 2);
	assert_field(&at[0].record, RECORD_TITLE, "Бір");
	assert_str(at[0].id, "b1");
	assert_field(&at[1].record, RECORD_TITLE, "Екі");
	assert_string_equal(at[1].format, "dc");
	unit_ok(c, record_again(c, at[1].record.raw, &o, &again));
	assert_field(&again.record, RECORD_TITLE, "Екі");
	unit_end(c);
}

static void test_walk__tells_number_deletion_and_dialect(void **state)
{
	struct ctx *c = unit_begin();
	struct record_item at[4];
	struct str one = iso(c, "    450 ", unimarc_fields);
	char *gone = str_z(c->mem, one);
	gone[5] = 'd';
	struct str parts[] = { one, { gone, one.n } };
	assert_int_equal(walk(c, str_join(c->mem, parts, 2, STR("\r\n")), NULL, 0, at, 4), 2);
	assert_str(at[0].id, "RU\\NLR\\bibl\\3415");
	assert_false(at[0].deleted);
	assert_true(at[1].deleted);
	assert_string_equal(at[0].dialect, "rusmarc");
	assert_string_equal(at[0].format, "iso2709");
	assert_string_equal(at[0].encoding, "utf-8");
	assert_int_equal(at[1].number, 2);
	assert_non_null(at[0].marc);
	unit_end(c);
}

static void test_again__knows_records_kept_as_json(void **state)
{
	struct ctx *c = unit_begin();
	struct record r = { 0 };
	struct record_item item;
	struct record_options o = { .format = "json" };
	record_add(c->mem, &r, RECORD_TITLE, STR("Жол"));
	unit_ok(c, record_again(c, record_to_json(c->mem, &r), &o, &item));
	assert_field(&item.record, RECORD_TITLE, "Жол");
	assert_null(item.marc);
	assert_false(record_again(c, STR("{"), &o, &item));
	unit_end(c);
}

static void test_records__of_no_known_format_are_invalid(void **state)
{
	static const char *const files[] = {
		"",       "{\"a\":1}",     "just a line\n", "<html><p>x</p></html>",
		"\n\n\n", "a,b,c\n1,2,3\n"
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct record_list l;
		assert_false(records_read(c, str_of(files[i]), &l, NULL));
		assert_int_equal(c->err.kind, ERR_INVALID);
		err_clear(c);
	}
	unit_end(c);
}

static void test_json__gives_the_record_back(void **state)
{
	struct ctx *c = unit_begin();
	struct record r = { .raw_format = "csv", .extension = "tsv" }, back;
	record_add(c->mem, &r, RECORD_TITLE, STR("Жол \"қос\" \\ \t"));
	for (int i = 0; i < 100; i++)
		record_add(c->mem, &r, RECORD_SUBJECT, str_print(c->mem, "%d", i));
	unit_ok(c, record_from_json(c, record_to_json(c->mem, &r), &back));
	assert_int_equal(back.n, 101);
	assert_str(back.at[0].value, "Жол \"қос\" \\ \t");
	assert_str(back.at[100].value, "99");
	assert_string_equal(back.raw_format, "csv");
	assert_false(record_from_json(c, STR("[1]"), &back));
	assert_false(record_from_json(c, STR(""), &back));
	unit_end(c);
}

static void test_dc__is_written_escaped(void **state)
{
	struct ctx *c = unit_begin();
	struct record r = { 0 };
	record_add(c->mem, &r, RECORD_TITLE, STR("A < B & C"));
	record_add(c->mem, &r, RECORD_PUBLISHER, STR("Ана тілі"));
	record_add(c->mem, &r, RECORD_PLACE, STR("Алматы"));
	struct str dc = record_to_dc(c->mem, &r);
	assert_true(str_find(dc, STR("<dc:title>A &lt; B &amp; C</dc:title>")) < dc.n);
	assert_true(str_find(dc, STR("<dc:publisher>Алматы: Ана тілі</dc:publisher>")) < dc.n);
	struct record_list l;
	unit_ok(c, records_read(c, dc, &l, NULL));
	assert_field(&l.at[0], RECORD_TITLE, "A < B & C");
	unit_end(c);
}

static void test_year__is_the_first_of_four_digits(void **state)
{
	static const struct {
		const char *date;
		int year;
	} cases[] = {
		{ "[1934?]", 1934 },   { "c1987.", 1987 },
		{ "1934-1936", 1934 }, { "20051231", 2005 },
		{ "19--", 0 },         { "", 0 },
		{ "123456", 0 },       { "д.б. 12 1999", 1999 },
		{ "0034", 0 },         { "9999", 0 },
		{ "МСМ", 0 },          { "т. 1, 1901", 1901 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(record_year(str_of(cases[i].date)), cases[i].year);
}

/* Real files of libraries, where they are: what must be found in each. */
static void test_real__files_of_libraries(void **state)
{
	static const struct {
		const char *path;
		size_t records;
		const char *format, *first_title;
	} cases[] = {
		{ "corpus/marc/loge-gh-rusmarc/TEST1.ISO", 81, "rusmarc",
		  "Задачи и этюды. Вып. 13" },
		{ "corpus/marc/debian-libmarc-record-perl_2.0.7/t/camel.usmarc", 10, "marc21",
		  "ActivePerl with ASP and ADO" },
		{ "corpus/oai-sru/sickle/ListRecords.xml", 1, "dc", "Sample Title" },
	};
	struct ctx *c = unit_begin();
	size_t seen = 0;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str bytes;
		struct record_list l;
		const char *path = unit_shared(cases[i].path);
		if (!path || !file_exists(path))
			continue;
		unit_ok(c, file_read(c, path, 16 << 20, &bytes));
		unit_ok(c, records_read(c, bytes, &l, NULL));
		assert_int_equal(l.n, cases[i].records);
		assert_string_equal(l.at[0].raw_format, cases[i].format);
		assert_string_equal(str_z(c->mem, record_first(&l.at[0], RECORD_TITLE)),
				    cases[i].first_title);
		seen++;
	}
	unit_end(c);
	if (!seen) {
		print_message("no files of libraries here (KERUEN_SHARED)\n");
		skip();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marc21__gives_the_plain_record),
		cmocka_unit_test(test_marc21__gives_names_and_titles_in_their_own_script_too),
		cmocka_unit_test(test_unimarc__is_told_by_its_fields),
		cmocka_unit_test(test_volume__gets_the_title_of_its_set),
		cmocka_unit_test(test_directory__that_is_wrong_is_not_used),
		cmocka_unit_test(test_marc__cut_anywhere_is_told_and_never_lost_before),
		cmocka_unit_test(test_marc8__cyrillic_and_diacritics),
		cmocka_unit_test(test_marcxml__keeps_each_records_bytes),
		cmocka_unit_test(test_dc__is_found_in_any_wrapper),
		cmocka_unit_test(test_dc__names_its_file_where_a_value_ends_like_one),
		cmocka_unit_test(test_xml__expands_no_entities_and_takes_any_depth),
		cmocka_unit_test(test_list__reads_headers_of_four_languages),
		cmocka_unit_test(test_list__keeps_quotes_breaks_and_several_people),
		cmocka_unit_test(test_list__in_windows_1251),
		cmocka_unit_test(test_list__is_walked_in_any_encoding_and_gone_on_from_any_row),
		cmocka_unit_test(test_list__columns_can_be_told_by_name_and_by_number),
		cmocka_unit_test(test_walk__reads_dublin_core_by_the_record),
		cmocka_unit_test(test_walk__tells_number_deletion_and_dialect),
		cmocka_unit_test(test_again__knows_records_kept_as_json),
		cmocka_unit_test(test_records__of_no_known_format_are_invalid),
		cmocka_unit_test(test_json__gives_the_record_back),
		cmocka_unit_test(test_dc__is_written_escaped),
		cmocka_unit_test(test_year__is_the_first_of_four_digits),
		cmocka_unit_test(test_real__files_of_libraries),
	};
	int failed = cmocka_run_group_tests_name("records", tests, NULL, NULL);
	return failed;
}
