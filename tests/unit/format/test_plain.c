/* format: a MARC record as the plain one, in each dialect, field by field; and as others get it. */
#include "unit.h"

#include "format/format.h"
#include "marc/marc.h"

/* "245 10$aTitle$bRest"; a control field has no indicators: "001 x". "$" before nothing: no subfield. */
static void add(struct marc *m, const char *line)
{
	struct arena *mem = unit_arena();
	char tag[4] = { line[0], line[1], line[2], 0 };
	if (!memcmp(tag, "00", 2)) {
		marc_add_control(mem, m, tag, str_of(line + 4));
		return;
	}
	struct marc_field *f = marc_add(mem, m, tag, line[4], line[5]);
	struct str rest = str_of(line + 6), one;
	if (rest.n && rest.s[0] != '$') {
		marc_add_sub(mem, f, 0, rest);
		return;
	}
	while (str_next(&rest, '$', &one)) {
		if (one.n)
			marc_add_sub(mem, f, one.s[0], str_from(one, 1));
	}
}

static struct marc marc_of(enum marc_dialect dialect, const char *leader, const char *const *lines)
{
	struct marc m = { .dialect = dialect };
	memcpy(m.leader, leader, 25);
	for (; *lines; lines++)
		add(&m, *lines);
	return m;
}

static struct record plain(enum marc_dialect dialect, const char *leader, const char *const *lines)
{
	struct marc m = marc_of(dialect, leader, lines);
	struct record r = { 0 };
	record_of_marc(unit_arena(), &m, &r);
	return r;
}

/* "creator Пушкин, А. С. {aut} (1799-1837) <12> body also" */
static struct str line_of(const struct record_value *v)
{
	struct buf b;
	buf_init(&b, unit_arena(), 0);
	buf_print(&b, "%s %.*s", record_field_name(v->field), STR_ARGS(v->value));
	if (v->role.n)
		buf_print(&b, " {%.*s}", STR_ARGS(v->role));
	if (v->dates.n)
		buf_print(&b, " (%.*s)", STR_ARGS(v->dates));
	if (v->ref.n)
		buf_print(&b, " <%.*s>", STR_ARGS(v->ref));
	buf_add_z(&b, v->body ? " body" : "");
	buf_add_z(&b, v->also ? " also" : "");
	return buf_str(&b);
}

static void assert_record(const struct record *r, const char *const *lines)
{
	size_t n = 0;
	for (; lines[n]; n++) {
		bool found = false;
		for (size_t i = 0; i < r->n; i++)
			found |= str_is(line_of(&r->at[i]), lines[n]);
		if (found)
			continue;
		print_message("no \"%s\" among\n", lines[n]);
		for (size_t i = 0; i < r->n; i++)
			print_message("   %s\n", str_z(unit_arena(), line_of(&r->at[i])));
		assert_true(found);
	}
	if (r->n != n) {
		for (size_t i = 0; i < r->n; i++)
			print_message("   %s\n", str_z(unit_arena(), line_of(&r->at[i])));
	}
	assert_int_equal(r->n, n); /* nothing was invented */
}

static void test_marc21__fills_every_field(void **state)
{
	static const char *const lines[] = {
		"001 kz1",
		"008 990101s1934    kz     j      000 0 kaz d",
		"015   $aKZ99-1",
		"020   $a9965-12-345-6 (мұқаба)$z123",
		"035   $a(OCoLC)123",
		"041 1 $akaz$hrus",
		"080   $a82-31",
		"084   $aШ5(5К)+Ш3$2rubbk",
		"084   $a17.82$2rugasnti",
		"100 1 $aӘуезов, Мұхтар,$d1897-1961.$0kz-77$4aut",
		"240 10$aПуть Абая",
		"245 10$aАбай жолы :$bроман = Abai's way /$cМ. Әуезов.",
		"246 3 $aАбай",
		"250   $a2-бас.",
		"260   $aАлматы :$bЖазушы,$cc1934.",
		"300   $a320 б. :$bсур. ;$c21 см",
		"490 0 $aҚазақ романы ;$v3",
		"500   $aКітап.",
		"520   $aАбай туралы.",
		"521   $aБалаларға",
		"600 10$aАбай,$d1845-1904$xӨмірі",
		"650  7$aӘдебиет$zҚазақстан$yXX ғ.$2x",
		"651  7$aСемей$2x",
		"655  7$aРоман$2x",
		"700 1 $aСоболев, Леонид,$eаудармашы",
		"710 2 $aҰлттық академия.$bӘдебиет институты",
		"856 40$uhttps://example.kz/abai",
		"856 42$uhttps://example.kz/toc$3Table of contents",
		NULL,
	};
	static const char *const expected[] = {
		"identifier kz1",
		"bibno KZ99-1",
		"isbn 9965-12-345-6",
		"identifier (OCoLC)123",
		"language kk",
		"original ru",
		"udc 82-31",
		"bbk Ш5(5К)",
		"bbk Ш3",
		"class rugasnti:17.82",
		"creator Әуезов, Мұхтар {aut} (1897-1961) <kz-77>",
		"original_title Путь Абая",
		"title Абай жолы : роман",
		"parallel Abai's way",
		"responsibility М. Әуезов",
		"variant Абай",
		"edition 2-бас.",
		"place Алматы",
		"publisher Жазушы",
		"date 1934",
		"country KZ",
		"extent 320 б. : сур. ; 21 см",
		"series Қазақ романы ; 3",
		"note Кітап.",
		"description Абай туралы.",
		"audience Балаларға",
		"person_subject Абай (1845-1904)",
		"subject Абай -- Өмірі",
		"subject Әдебиет -- Қазақстан -- XX ғ.",
		"place_subject Қазақстан",
		"subject Семей",
		"place_subject Семей",
		"genre Роман",
		"contributor Соболев, Леонид {trl}",
		"contributor Ұлттық академия. Әдебиет институты body",
		"url https://example.kz/abai",
		"file https://example.kz/abai",
		"file https://example.kz/toc",
		"file kz1",
		"type book",
		"level monograph",
		"carrier print",
		NULL,
	};
	struct ctx *c = unit_begin();
	struct record r = plain(MARC_21, "00000nam a2200000   4500", lines);
	assert_record(&r, expected);
	unit_end(c);
}

static void test_rusmarc__fills_every_field(void **state)
{
	static const char *const lines[] = {
		"001 RU\\NLR\\1",
		"010   $a5-85186-066-Х$b(в пер.)$d10 р.",
		"021   $aru$bb98-1576",
		"100   $a19980716d1997    u  y0rusy50      ca",
		"101 1 $arus$cger",
		"102   $aru",
		"200 1 $aКараван$dKarawane$eзаметки$fА. С. Петров$gпер. И. Юрьевой",
		"205   $a2-е изд.",
		"210   $a[Б. м.]$cНаука$d[1997?]",
		"215   $a79 с.$cил., портр.$d20 см$e1 диск",
		"225 0 $aДороги$v5",
		"330   $aО дорогах.",
		"454  0$12001 $aKarawane",
		"517 1 $aПуть",
		"600  1$aАбай$cакын$xБиография",
		"606   $3nlr1$aПути$xИстория$yКазахстан$z19 в.",
		"607   $aКазахстан$xИстория",
		"610 0 $aдороги; караваны",
		"675   $a910.4$v3",
		"675   $aЧ3",
		"686   $aД89(5К)$2rubbk",
		"700  1$aПетров$bА. С.$gАндрей Сергеевич$f1850-1910$3nlr2$4070",
		"702  1$aЮрьева$bИ.$4730",
		"712 02$aАкадемия наук$bИнститут",
		NULL,
	};
	static const char *const expected[] = {
		"identifier RU\\NLR\\1",
		"isbn 5-85186-066-X",
		"bibno RU b98-1576",
		"language ru",
		"original de",
		"country RU",
		"title Караван",
		"parallel Karawane : заметки",
		"responsibility А. С. Петров ; пер. И. Юрьевой",
		"edition 2-е изд.",
		"publisher Наука",
		"date 1997?",
		"extent 79 с. : ил., портр. ; 20 см + 1 диск",
		"series Дороги ; 5",
		"description О дорогах.",
		"original_title Karawane",
		"variant Путь",
		"person_subject Абай, акын",
		"subject Абай, акын -- Биография",
		"subject Пути -- История -- Казахстан -- 19 в. <nlr1>",
		"place_subject Казахстан",
		"subject Казахстан -- История",
		"subject дороги",
		"subject караваны",
		"udc 910.4",
		"bbk Ч3", /* no class of UDC begins with a Cyrillic letter */
		"bbk Д89(5К)",
		"creator Петров, Андрей Сергеевич {aut} (1850-1910) <nlr2>",
		"contributor Юрьева, И. {trl}",
		"contributor Академия наук. Институт body",
		"file RU\\NLR\\1",
		"type book",
		"level monograph",
		"carrier print",
		NULL,
	};
	struct ctx *c = unit_begin();
	struct record r = plain(MARC_RUSMARC, "00000nam0 2200000   450 ", lines);
	assert_record(&r, expected);
	unit_end(c);
}

static void test_irbis__fills_what_it_has(void **state)
{
	static const char *const lines[] = {
		"010   $a5-02-1$d10",
		"101   kaz",
		"102   KZ",
		"200   $aАбай жолы$eроман$fМ. Әуезов$vТ. 1",
		"210   $aАлматы$cЖазушы$d1990",
		"215   $a320$d21",
		"331   О жизни.",
		"461   $cШығармалар",
		"606   $aЛитература$bИстория$gКазахстан$h20 в.",
		"610   Абай",
		"621   Ш5(5К)+Ш3",
		"700   $aӘуезов$bМ. О.$4070 авт.",
		"702   $aИванов$bИ. И.$4340 ред.",
		"920   SPEC",
		"951   $ihttp://example.kz/abai",
		"964   17.82",
		NULL,
	};
	static const char *const expected[] = {
		"language kk",
		"country KZ",
		"title Абай жолы : роман",
		"set Шығармалар",
		"part Т. 1. Абай жолы : роман",
		"responsibility М. Әуезов",
		"place Алматы",
		"publisher Жазушы",
		"date 1990",
		"extent 320 с. ; 21 см",
		"description О жизни.",
		"subject Литература -- История -- Казахстан -- 20 в.",
		"place_subject Казахстан",
		"subject Абай",
		"bbk Ш5(5К)",
		"bbk Ш3",
		"creator Әуезов, М. О. {aut}",
		"contributor Иванов, И. И. {edt}",
		"url http://example.kz/abai",
		"file http://example.kz/abai",
		"class rugasnti:17.82",
		"type book",
		"level part",
		"carrier print",
		NULL,
	};
	struct ctx *c = unit_begin();
	struct record r = plain(MARC_IRBIS, "00000nam0 2200000   450 ", lines);
	assert_record(&r, expected);
	unit_end(c);
}

static void test_article__has_its_host_and_pages(void **state)
{
	static const char *const rusmarc[] = {
		"200 1 $aО дорогах",
		"461  0$12001 $aЖұлдыз",
		"463  0$12000 $a№ 5$vС. 5-7$1210  $d2003",
		NULL,
	};
	static const char *const marc21[] = {
		"245 00$aО дорогах",
		"773 0 $tЖұлдыз$g2003, № 5, с. 5-7",
		NULL,
	};
	struct ctx *c = unit_begin();
	struct record r = plain(MARC_RUSMARC, "00000naa0 2200000   450 ", rusmarc);
	assert_str(record_first(&r, RECORD_HOST), "Жұлдыз");
	assert_str(record_first(&r, RECORD_PART), "№ 5");
	assert_str(record_first(&r, RECORD_EXTENT), "С. 5-7");
	assert_str(record_first(&r, RECORD_DATE), "2003");
	assert_str(record_first(&r, RECORD_LEVEL), "article");
	r = plain(MARC_21, "00000naa a2200000   4500", marc21);
	assert_str(record_first(&r, RECORD_HOST), "Жұлдыз");
	assert_str(record_first(&r, RECORD_PART), "2003, № 5");
	assert_str(record_first(&r, RECORD_EXTENT), "с. 5-7");
	assert_str(record_first(&r, RECORD_LEVEL), "article");
	unit_end(c);
}

static void test_volume__is_part_of_its_set_in_both_formats(void **state)
{
	static const char *const marc21[] = { "245 00$aЖинақ.$nТ. 2,$pПроза", NULL };
	static const char *const rsl[] = { "245 00$aЧ. 1", "773 18$tЖинақ$gЧ. 1", NULL };
	static const char *const own[] = { "200 1 $aПроза", "461  0$12001 $aЖинақ$vТ. 2", NULL };
	struct ctx *c = unit_begin();
	struct record r = plain(MARC_21, "00000nam a2200000   4500", marc21);
	assert_str(record_first(&r, RECORD_TITLE), "Жинақ. Т. 2, Проза");
	assert_str(record_first(&r, RECORD_SET), "Жинақ");
	assert_str(record_first(&r, RECORD_PART), "Т. 2. Проза");
	assert_str(record_first(&r, RECORD_LEVEL), "part");
	r = plain(MARC_21, "00000nam a2200000   4500", rsl);
	assert_str(record_first(&r, RECORD_TITLE), "Жинақ. Ч. 1");
	assert_str(record_first(&r, RECORD_SET), "Жинақ");
	assert_str(record_first(&r, RECORD_PART), "Ч. 1");
	r = plain(MARC_RUSMARC, "00000nam2 2200000   450 ", own);
	assert_str(record_first(&r, RECORD_TITLE), "Проза");
	assert_str(record_first(&r, RECORD_SET), "Жинақ");
	assert_str(record_first(&r, RECORD_PART), "Т. 2. Проза");
	unit_end(c);
}

static void test_brackets__that_do_not_pair_go(void **state)
{
	static const char *const lines[] = {
		"200 1 $aРеформатор$e[Сб.$eПер.$fсост. А. Б.$gред. В. Г.]", NULL
	};
	static const char *const pair[] = { "200 1 $aЖол [өлең]$e[жыр] [күй]", NULL };
	struct ctx *c = unit_begin();
	struct record r = plain(MARC_RUSMARC, "00000nam0 2200000   450 ", lines);
	assert_str(record_first(&r, RECORD_TITLE), "Реформатор : Сб. : Пер.");
	assert_str(record_first(&r, RECORD_RESPONSIBILITY), "сост. А. Б. ; ред. В. Г.");
	r = plain(MARC_RUSMARC, "00000nam0 2200000   450 ", pair);
	assert_str(record_first(&r, RECORD_TITLE), "Жол [өлең] : [жыр] [күй]");
	unit_end(c);
}

static void test_holdings__are_read_in_each_dialect(void **state)
{
	static const char *const rusmarc[] = { "899   $aNLR$bК$j97-4/119$p1001",
					       "899   $aNLR$bК$j97-4/119$p1002",
					       "899   $aRGB$hШ5$iА93", NULL };
	static const char *const marc21[] = { "852 8 $aKzAlNB$bзал$hШ5$iА93$p55$zoқу залы",
					      "866   $a1990-1995", NULL };
	static const char *const irbis[] = { "902   $sКЗ-1",      "906   Ш5",
					     "908   А93",         "910   $a0$b1$dФКХ",
					     "910   $aU$15$dФКХ", "910   $a6$b3$dФКХ",
					     "910   $a0$b4$dЧЗ",  NULL };
	struct ctx *c = unit_begin();
	struct record_holding *h;
	struct marc m = marc_of(MARC_RUSMARC, "00000nam0 2200000   450 ", rusmarc);
	assert_int_equal(record_holdings(c->mem, &m, &h), 2);
	assert_str(h[0].library, "NLR");
	assert_str(h[0].call_number, "97-4/119");
	assert_int_equal(h[0].copies, 2);
	assert_int_equal(h[0].barcode.n, 0);
	assert_str(h[1].call_number, "Ш5 А93");
	assert_int_equal(h[1].copies, 0);
	m = marc_of(MARC_21, "00000nas a2200000   4500", marc21);
	assert_int_equal(record_holdings(c->mem, &m, &h), 1);
	assert_str(h[0].collection, "зал");
	assert_str(h[0].call_number, "Ш5 А93");
	assert_str(h[0].volumes, "1990-1995");
	assert_int_equal(h[0].copies, 1);
	m = marc_of(MARC_IRBIS, "00000nam0 2200000   450 ", irbis);
	assert_int_equal(record_holdings(c->mem, &m, &h), 2);
	assert_str(h[0].library, "КЗ-1");
	assert_str(h[0].call_number, "Ш5 А93");
	assert_int_equal(h[0].copies, 6); /* one and a group of five; one is written off */
	assert_str(h[1].collection, "ЧЗ");
	unit_end(c);
}

static void test_json__keeps_all_that_a_value_has(void **state)
{
	struct ctx *c = unit_begin();
	struct record r = { 0 }, back;
	record_add(c->mem, &r, RECORD_TITLE, STR("A \"b\""));
	record_add(c->mem, &r, RECORD_CREATOR, STR("Абай"));
	r.at[1].role = STR("aut");
	r.at[1].dates = STR("1845-1904");
	r.at[1].ref = STR("kz-1");
	r.at[1].source = 77;
	record_add(c->mem, &r, RECORD_CREATOR, STR("Abai"));
	r.at[2].also = true;
	record_add(c->mem, &r, RECORD_CONTRIBUTOR, STR("Академия"));
	r.at[3].body = true;
	struct str json = record_to_json(c->mem, &r);
	unit_ok(c, record_from_json(c, json, &back));
	assert_int_equal(back.n, r.n);
	for (size_t i = 0; i < r.n; i++) {
		assert_true(str_same(line_of(&r.at[i]), line_of(&back.at[i])));
		assert_int_equal(r.at[i].source, back.at[i].source);
	}
	/* as it was written before */
	unit_ok(c, record_from_json(c, STR("{\"fields\":[[\"title\", \"Жол\"]]}"), &back));
	assert_str(record_first(&back, RECORD_TITLE), "Жол");
	unit_end(c);
}

static void test_csv__quotes_and_joins(void **state)
{
	struct ctx *c = unit_begin();
	struct record r = { 0 };
	struct buf out, header;
	record_add(c->mem, &r, RECORD_TITLE, STR("A \"b\", c"));
	record_add(c->mem, &r, RECORD_CREATOR, STR("One"));
	record_add(c->mem, &r, RECORD_CREATOR, STR("Two"));
	buf_init(&out, c->mem, 0);
	buf_init(&header, c->mem, 0);
	record_to_csv(&r, &out);
	record_csv_header(&header);
	assert_true(str_starts(buf_str(&out), "\"A \"\"b\"\", c\",\"One | Two\",\"\","));
	assert_true(str_starts(buf_str(&header), "title,creator,contributor,"));
	size_t cells = 1, names = 1;
	for (size_t i = 1; i + 1 < out.n; i++)
		cells += !memcmp(out.s + i - 1, "\",\"", 3);
	for (size_t i = 0; i < header.n; i++)
		names += header.s[i] == ',';
	assert_int_equal(names, RECORD_FIELDS);
	assert_int_equal(cells, RECORD_FIELDS);
	unit_end(c);
}

static void test_mods__says_what_the_record_says(void **state)
{
	struct ctx *c = unit_begin();
	struct record r = { 0 };
	struct buf out;
	buf_init(&out, c->mem, 0);
	record_add(c->mem, &r, RECORD_TITLE, STR("A <b> & c"));
	record_add(c->mem, &r, RECORD_CREATOR, STR("Абай"));
	r.at[1].role = STR("aut");
	record_add(c->mem, &r, RECORD_LANGUAGE, STR("kk"));
	record_add(c->mem, &r, RECORD_SUBJECT, STR("Әдебиет -- Тарихы"));
	record_add(c->mem, &r, RECORD_BBK, STR("Ш5"));
	record_to_mods(&r, &out);
	assert_str(
		buf_str(&out),
		"<mods xmlns=\"http://www.loc.gov/mods/v3\" version=\"3.7\">\n"
		"\t<titleInfo><title>A &lt;b&gt; &amp; c</title></titleInfo>\n"
		"\t<name type=\"personal\" usage=\"primary\"><namePart>Абай</namePart><role>"
		"<roleTerm type=\"code\" authority=\"marcrelator\">aut</roleTerm></role></name>\n"
		"\t<language><languageTerm type=\"code\" authority=\"iso639-2b\">kaz"
		"</languageTerm></language>\n"
		"\t<subject><topic>Әдебиет</topic><topic>Тарихы</topic></subject>\n"
		"\t<classification authority=\"rubbk\">Ш5</classification>\n"
		"</mods>\n");
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marc21__fills_every_field),
		cmocka_unit_test(test_rusmarc__fills_every_field),
		cmocka_unit_test(test_irbis__fills_what_it_has),
		cmocka_unit_test(test_article__has_its_host_and_pages),
		cmocka_unit_test(test_volume__is_part_of_its_set_in_both_formats),
		cmocka_unit_test(test_brackets__that_do_not_pair_go),
		cmocka_unit_test(test_holdings__are_read_in_each_dialect),
		cmocka_unit_test(test_json__keeps_all_that_a_value_has),
		cmocka_unit_test(test_csv__quotes_and_joins),
		cmocka_unit_test(test_mods__says_what_the_record_says),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
