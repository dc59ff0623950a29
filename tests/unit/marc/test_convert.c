/* marc: records in another dialect, row by row of the tables, and back. */
#include "unit.h"

#include <fcntl.h>
#include <unistd.h>

#include "marc/convert.h"

static struct marc record_of(enum marc_dialect dialect)
{
	struct marc m = { .leader = "00000nam a2200000   4500", .dialect = dialect };
	if (dialect != MARC_21)
		memcpy(m.leader, "00000nam0 2200000   450 ", 24);
	return m;
}

/* "245 10$aTitle$bRest" as a field; a control field has no indicators: "001 x". */
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
	while (str_next(&rest, '$', &one)) {
		if (one.n)
			marc_add_sub(mem, f, one.s[0], str_from(one, 1));
	}
}

static struct str line_of(const struct marc_field *f)
{
	struct buf out;
	buf_init(&out, unit_arena(), 0);
	buf_print(&out, "%s ", f->tag);
	if (f->control.s)
		buf_add(&out, f->control);
	else
		buf_add_bytes(&out, f->indicators, 2);
	for (size_t i = 0; i < f->n; i++) {
		buf_print(&out, "$%c", f->subs[i].code);
		buf_add(&out, f->subs[i].value);
	}
	return buf_str(&out);
}

static bool has(const struct marc *m, const char *line)
{
	for (size_t i = 0; i < m->n; i++) {
		if (str_is(line_of(&m->fields[i]), line))
			return true;
	}
	return false;
}

static bool same_subs(const struct marc_field *a, const struct marc_field *b)
{
	if (strcmp(a->tag, b->tag) != 0 || memcmp(a->indicators, b->indicators, 2) != 0 ||
	    a->n != b->n || !str_same(a->control, b->control))
		return false;
	for (size_t i = 0; i < a->n; i++) {
		bool found = false;
		for (size_t j = 0; j < b->n; j++)
			found |= a->subs[i].code == b->subs[j].code &&
				 str_same(convert_stop(a->subs[i].value),
					  convert_stop(b->subs[j].value));
		if (!found)
			return false;
	}
	return true;
}

/* The same but for the order of subfields and the signs of ISBD at their ends. */
static bool has_in_any_order(const struct marc *m, const struct marc_field *f)
{
	for (size_t i = 0; i < m->n; i++) {
		if (same_subs(&m->fields[i], f))
			return true;
	}
	return false;
}

#define assert_has(m, line)                                                                        \
	do {                                                                                       \
		if (!has(m, line)) {                                                               \
			print_message("no %s among\n", line);                                      \
			for (size_t z = 0; z < (m)->n; z++)                                        \
				print_message("   %s\n",                                           \
					      str_z(unit_arena(), line_of(&(m)->fields[z])));      \
			assert_true(false);                                                        \
		}                                                                                  \
	} while (0)

/* What a field becomes in the other dialect. */
static struct marc converted(enum marc_dialect from, const char *const *lines, enum marc_dialect to)
{
	struct marc m = record_of(from), ret;
	for (; *lines; lines++)
		add(&m, *lines);
	marc_convert(unit_arena(), &m, to, &ret);
	return ret;
}

/* A field with every subfield of its row. */
static struct marc_field *add_whole(struct marc *m, const struct cross *row, bool family)
{
	const char *rule = family ? row->ind_family : row->ind_21;
	struct marc_field *f = marc_add(unit_arena(), m, family ? row->family : row->m21,
					rule[0] == '=' ? ' ' : rule[0],
					rule[1] == '=' ? ' ' : rule[1]);
	for (size_t p = 0; row->subs[p]; p += 2) {
		if (!marc_sub(f, row->subs[p + !family]).s)
			marc_add_sub(unit_arena(), f, row->subs[p + !family],
				     str_print(unit_arena(), "%c value", row->subs[p]));
	}
	return f;
}

static void test_rows__say_each_subfield_in_marc21_and_back(void **state)
{
	for (const struct cross *row = marc_crosses; row->family; row++) {
		struct ctx *c = unit_begin();
		struct marc m = record_of(MARC_RUSMARC), there, back;
		if (row->flags & CROSS_TO_FAMILY) {
			unit_end(c);
			continue;
		}
		struct str before = line_of(add_whole(&m, row, true));
		marc_convert(c->mem, &m, MARC_21, &there);
		const struct marc_field *f = marc_field(&there, row->m21);
		assert_non_null(f);
		for (size_t p = 0; row->subs[p]; p += 2) {
			assert_true(str_find(marc_sub(f, row->subs[p + 1]), STR("value")) == 2);
		}
		marc_convert(c->mem, &there, MARC_RUSMARC, &back);
		assert_has(&back, str_z(c->mem, before));
		unit_end(c);
	}
}

static void test_rows__of_marc21_lead_to_the_family(void **state)
{
	for (const struct cross *row = marc_crosses; row->family; row++) {
		struct ctx *c = unit_begin();
		struct marc m = record_of(MARC_21), there;
		if (row->flags & CROSS_TO_21) {
			unit_end(c);
			continue;
		}
		struct marc_field *from = add_whole(&m, row, false);
		marc_convert(c->mem, &m, MARC_RUSMARC, &there);
		const struct marc_field *f = marc_field(&there, row->family);
		assert_non_null(f);
		for (size_t i = 0; i < from->n; i++) {
			bool found = false;
			for (size_t j = 0; j < f->n; j++)
				found |= str_same(f->subs[j].value, from->subs[i].value);
			assert_true(found);
		}
		unit_end(c);
	}
}

static const char *const rusmarc[] = {
	"001 RU\\NLR\\bibl\\3415",
	"100   $a19980716d1997    u  y0rusy50      ca",
	"101 1 $arus$cger",
	"102   $aRU",
	"200 1 $aКараван$dKarawane$eпутевые записки$fА. С. Петров$gпер. с нем. И. Л. Юрьевой",
	"205   $a2-е изд.$fиспр. автором",
	"210   $aСПб.$cНаука$d1997",
	"215   $a79 с.$cил.$d20 см",
	"225 0 $aДороги$v5",
	"606   $aТорговые пути$xИстория$yКазахстан$z19 в.$2nlr_sh",
	"607   $aКазахстан$xИстория$2nlr_sh",
	"675   $a910.4",
	"686   $aД89(5К)$2rubbk",
	"700  1$aПетров$bА. С.$gАндрей Сергеевич$f1850-1910$4070",
	"702  1$aЮрьева$bИ. Л.$4730",
	"801  0$aRU$bNLR$c19980716$gPSBO",
	"899   $aNLR$j97-4/119",
	NULL,
};

static void test_rusmarc__is_marc21_with_its_punctuation(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = converted(MARC_RUSMARC, rusmarc, MARC_21);
	assert_has(&m, "001 RU\\NLR\\bibl\\3415");
	assert_int_equal(marc_value(&m, "008", 0).n, 40);
	assert_true(str_starts(marc_value(&m, "008", 0), "980716s1997    ru "));
	assert_memory_equal(marc_value(&m, "008", 0).s + 35, "rus", 3);
	assert_has(&m, "041 1 $arus$hger");
	assert_has(&m, "100 1 $aПетров, Андрей Сергеевич,$d1850-1910$4aut");
	assert_has(&m,
		   "245 10$aКараван =$bKarawane : путевые записки /$cА. С. Петров ; пер. с нем. И. "
		   "Л. Юрьевой");
	assert_has(&m, "246 31$aKarawane");
	assert_has(&m, "250   $a2-е изд. /$bиспр. автором");
	assert_has(&m, "264  1$aСПб. :$bНаука,$c1997");
	assert_has(&m, "300   $a79 с. :$bил. ;$c20 см");
	assert_has(&m, "490 0 $aДороги ;$v5");
	/* places and times have each other's letter */
	assert_has(&m, "650  7$aТорговые пути$xИстория$zКазахстан$y19 в.$2nlr_sh");
	assert_has(&m, "651  7$aКазахстан$xИстория$2nlr_sh");
	assert_has(&m, "080   $a910.4");
	assert_has(&m, "084   $aД89(5К)$2rubbk");
	assert_has(&m, "700 1 $aЮрьева, И. Л.$4trl");
	assert_has(&m, "040   $aNLR$brus$ePSBO");
	assert_has(&m, "852   $aNLR$j97-4/119");
	assert_memory_equal(m.leader + 20, "4500", 4);
	assert_int_equal(m.leader[9], 'a');
	unit_end(c);
}

static void test_rusmarc__comes_back_as_it_was(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = converted(MARC_RUSMARC, rusmarc, MARC_21), back;
	marc_convert(c->mem, &m, MARC_RUSMARC, &back);
	for (size_t i = 0; rusmarc[i]; i++)
		assert_has(&back, rusmarc[i]);
	assert_int_equal(back.n, COUNT_OF(rusmarc) - 1); /* and nothing else */
	unit_end(c);
}

static void test_marc21__is_rusmarc_without_punctuation(void **state)
{
	static const char *const lines[] = {
		"001 kz1",
		"008 990101s1934    kz            000 0 kaz d",
		"020   $a9965123456$z123",
		"022   $a0378-5955$y1111-1111$z2222-2222",
		"040   $aKzAlNB$bkaz$erda",
		"100 1 $aӘуезов, Мұхтар Омарханұлы,$d1897-1961.",
		"245 14$aThe Abai :$broman = Абай : эпопея /$cМ. Әуезов ; ауд. А. Никольская.",
		"260   $aАлматы :$bЖазушы,$c1934.",
		"300   $a320 б. :$bсур. ;$c21 см.",
		"650  0$aKazakh literature$xHistory$zKazakhstan$y20th century.",
		"700 1 $aСоболев, Л.,$eаудармашы",
		"773 0 $tЖұлдыз$g2003, № 5",
		"979   $adlopen",
		NULL,
	};
	struct ctx *c = unit_begin();
	struct marc m = converted(MARC_21, lines, MARC_RUSMARC), back;
	assert_true(str_starts(marc_value(&m, "100", 'a'), "19990101d1934    "));
	assert_int_equal(marc_value(&m, "100", 'a').n, 36);
	assert_has(&m, "010   $a9965123456$z123");
	assert_has(&m, "011   $a0378-5955$z1111-1111$y2222-2222");
	assert_has(&m, "101 0 $akaz");
	assert_has(&m, "102   $aKZ");
	assert_has(&m, "200 1 $a\xC2\x98The \xC2\x9C"
		       "Abai$eroman$dАбай$eэпопея$fМ. Әуезов$gауд. А. "
		       "Никольская");
	assert_has(&m, "210   $aАлматы$cЖазушы$d1934");
	assert_has(&m, "215   $a320 б.$cсур.$d21 см.");
	assert_has(&m, "606   $aKazakh literature$xHistory$yKazakhstan$z20th century$2lcsh");
	assert_has(&m, "700  1$aӘуезов$bМ. О.$gМұхтар Омарханұлы$f1897-1961");
	assert_has(&m, "702  1$aСоболев$bЛ.$4730");
	assert_has(&m, "461  0$tЖұлдыз$v2003, № 5");
	assert_has(&m, "801  0$aKZ$bKzAlNB$grda");
	/* what it cannot say goes along */
	assert_has(&m, "886 2 $2marc21$a979$b  $adlopen");
	assert_memory_equal(m.leader + 20, "450 ", 4);
	marc_convert(c->mem, &m, MARC_21, &back);
	assert_has(&back, "979   $adlopen");
	assert_has(&back, lines[1]);
	assert_has(&back, "022   $a0378-5955$y1111-1111$z2222-2222");
	unit_end(c);
}

static void test_volume__of_a_set_has_the_sets_title_in_marc21(void **state)
{
	static const char *const lines[] = {
		"100   $a19980716d1997    u  y0rusy50      ca",
		"200 0 $aВып. 13.",
		"461  0$1001RU\\5996$12001 $aЗадачи и этюды$vВып. 13",
		NULL,
	};
	struct ctx *c = unit_begin();
	struct marc m = converted(MARC_RUSMARC, lines, MARC_21), back;
	assert_has(&m, "245 00$aЗадачи и этюды.$nВып. 13.");
	assert_has(&m, "773 0 $tЗадачи и этюды$gВып. 13$wRU\\5996");
	marc_convert(c->mem, &m, MARC_RUSMARC, &back);
	assert_has(&back, lines[2]);
	unit_end(c);
}

static void test_irbis__is_rusmarc_and_marc21(void **state)
{
	static const char *const lines[] = {
		"101   $akaz",
		"102   $aKZ",
		"200   $aАбай жолы$eроман-эпопея$fМ. О. Әуезов$vТ. 1",
		"210   $aАлматы$cЖазушы$d1990$xМосква",
		"215   $a320$1с.$d21",
		"331   $aО жизни Абая.",
		"461   $cШығармалар",
		"606   $aЛитература$bИстория$gКазахстан$h20 в.",
		"621   $aШ5(5К)+Ш3",
		"700   $aӘуезов$bМ. О.$gМұхтар Омарханұлы$4070 авт.",
		"702   $aИванов$bИ. И.$4340 ред.",
		"903   $aШ5/А93",
		"910   $a0$b1234567$dФКХ$e250.00",
		"920   $aSPEC",
		"951   $ihttp://example.kz/abai",
		"964   $a17.82",
		NULL,
	};
	struct ctx *c = unit_begin();
	struct marc m = converted(MARC_IRBIS, lines, MARC_RUSMARC);
	assert_has(&m, "101 0 $akaz");
	assert_has(&m, "200 1 $aАбай жолы$eроман-эпопея$fМ. О. Әуезов$vТ. 1");
	assert_has(&m, "210   $aАлматы$aМосква$cЖазушы$d1990");
	assert_has(&m, "215   $a320 с.$d21 см");
	assert_has(&m, "330   $aО жизни Абая.");
	assert_has(&m, "461  0$12001 $aШығармалар$vТ. 1");
	assert_has(&m, "606 0 $aЛитература$xИстория$yКазахстан$z20 в.");
	assert_has(&m, "686   $aШ5(5К)$2rubbk");
	assert_has(&m, "686   $aШ3$2rubbk");
	assert_has(&m, "686   $a17.82$2rugasnti");
	assert_has(&m, "700  1$aӘуезов$bМ. О.$gМұхтар Омарханұлы$4070");
	assert_has(&m, "702  1$aИванов$bИ. И.$4340");
	assert_has(&m, "856 4 $uhttp://example.kz/abai");
	assert_has(&m, "886 2 $2irbis64$a903$b  $aШ5/А93");
	assert_int_equal(m.leader[8], '2');
	m = converted(MARC_IRBIS, lines, MARC_21);
	assert_has(&m, "100 1 $aӘуезов, Мұхтар Омарханұлы$4aut");
	assert_has(&m, "084   $a17.82$2rugasnti");
	assert_has(&m, "886 2 $2irbis64$a903$b  $aШ5/А93"); /* once, not within another */
	unit_end(c);
}

/* Every record of a real file, to MARC 21 and back: which fields came back as they were. */
static void come_back(const char *path, enum marc_dialect dialect, enum marc_dialect over)
{
	struct ctx *c = unit_begin();
	struct marc_reader *r;
	struct marc_options o = { .container = -1, .dialect = dialect };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t fields = 0, same = 0;
	assert_true(fd >= 0);
	unit_ok(c, marc_open(c, fd, 0, &o, &r));
	for (;;) {
		struct marc_item item;
		struct marc there, back;
		bool is_there;
		unit_ok(c, marc_next(c, r, c->mem, &item, &is_there));
		if (!is_there)
			break;
		if (item.reason)
			continue;
		marc_convert(c->mem, &item.marc, over, &there);
		marc_convert(c->mem, &there, dialect, &back);
		for (size_t i = 0; i < item.marc.n; i++) {
			char *line = str_z(c->mem, line_of(&item.marc.fields[i]));
			bool came = has_in_any_order(&back, &item.marc.fields[i]);
			fields++;
			same += came;
			if (!came && fields - same < 12)
				print_message("lost: %s\n", line);
		}
	}
	close(fd);
	print_message("%s: %zu of %zu fields came back\n", path, same, fields);
	assert_true(fields > 100 && same * 1000 >= fields * 995);
	unit_end(c);
}

static void test_real__records_come_back(void **state)
{
	static const struct {
		const char *path;
		enum marc_dialect dialect, over;
	} files[] = {
		{ "corpus/marc/loge-gh-rusmarc/TEST1.ISO", MARC_RUSMARC, MARC_21 },
		{ "corpus/marc/evergreen/tests/datasets/FSL.marc", MARC_21, MARC_RUSMARC },
		{ "corpus/marc/evergreen/tests/datasets/lul_fre_100.mrc", MARC_21, MARC_UNIMARC },
	};
	const char *root = getenv("KERUEN_SHARED");
	char path[4096];
	if (!root) {
		print_message("no files of libraries here (KERUEN_SHARED)\n");
		skip();
	}
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		snprintf(path, sizeof(path), "%s/%s", root, files[i].path);
		come_back(path, files[i].dialect, files[i].over);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows__say_each_subfield_in_marc21_and_back),
		cmocka_unit_test(test_rows__of_marc21_lead_to_the_family),
		cmocka_unit_test(test_rusmarc__is_marc21_with_its_punctuation),
		cmocka_unit_test(test_rusmarc__comes_back_as_it_was),
		cmocka_unit_test(test_marc21__is_rusmarc_without_punctuation),
		cmocka_unit_test(test_volume__of_a_set_has_the_sets_title_in_marc21),
		cmocka_unit_test(test_irbis__is_rusmarc_and_marc21),
		cmocka_unit_test(test_real__records_come_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
