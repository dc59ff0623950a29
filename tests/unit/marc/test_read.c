/* marc: records are read as they are exchanged in the region, whole or damaged. */
#include "unit.h"

#include <fcntl.h>
#include <iconv.h>
#include <unistd.h>

#include "marc/marc.h"

/* What a file gave. */
struct got {
	size_t read, aside;
	uint32_t mends;
	struct marc_item at[40];
	const char *reason;
};

static void read_with(struct ctx *c, struct str bytes, const struct marc_options *o,
		      struct got *ret)
{
	struct marc_reader *r;
	bool there = true;
	char *path = path_join(c->mem, c->dir, "records");
	unit_ok(c, file_replace(c, path, bytes));
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	unit_ok(c, marc_open(c, fd, 0, o, &r));
	*ret = (struct got){ 0 };
	int64_t next = 0;
	while (there && ret->read + ret->aside < COUNT_OF(ret->at)) {
		struct marc_item *item = &ret->at[ret->read];
		unit_ok(c, marc_next(c, r, c->mem, item, &there));
		if (!there)
			break;
		/* places go forward, and the bytes are those of the file */
		assert_true(item->at >= next);
		next = item->at + (int64_t)item->raw.n;
		assert_true((size_t)next <= bytes.n);
		assert_memory_equal(item->raw.s, bytes.s + item->at, item->raw.n);
		ret->mends |= item->mends;
		if (item->reason)
			ret->reason = item->reason;
		ret->aside += item->reason != NULL;
		ret->read += item->reason == NULL;
	}
	close(fd);
}

static void read_bytes(struct ctx *c, struct str bytes, struct got *ret)
{
	read_with(c, bytes, NULL, ret);
}

static const char *const fields[] = {
	"001RU\\NLR\\bibl\\3415",
	"010  $a5-7443-0043-0$d9700",
	"100  $a19980716d1997    u  y0rusy50      ca",
	"101  $arus",
	"2001 $aКараван в пустыне$eпутевые записки$fА. С. Петров",
	"210  $aСПб.$cНаука$d1997",
	"606  $aТорговые пути$yАзия",
	"801 0$aRU$bNLR",
	NULL,
};

/* A record of the fields, '$' for 1F. by_letters: the directory counts letters, not bytes. */
static struct str make(struct ctx *c, const char *const *f, bool by_letters)
{
	struct buf directory, body, out;
	size_t letters = 0;
	buf_init(&directory, c->mem, 0);
	buf_init(&body, c->mem, 0);
	buf_init(&out, c->mem, 0);
	for (; *f; f++) {
		size_t from = body.n, first = letters;
		for (const char *p = *f + 3; *p; p++) {
			buf_add_char(&body, *p == '$' ? '\x1f' : *p);
			letters += ((unsigned char)*p & 0xC0) != 0x80;
		}
		buf_add_char(&body, '\x1e');
		letters++;
		buf_print(&directory, "%.3s%04zu%05zu", *f,
			  by_letters ? letters - first : body.n - from, by_letters ? first : from);
	}
	size_t base = 24 + directory.n + 1;
	buf_print(&out, "%05zunam0 22%05zu   450 ", base + body.n + 1, base);
	buf_add(&out, buf_str(&directory));
	buf_add_char(&out, '\x1e');
	buf_add(&out, buf_str(&body));
	buf_add_char(&out, '\x1d');
	return buf_str(&out);
}

static struct str join(struct ctx *c, const char *before, struct str a, const char *between,
		       struct str b)
{
	struct str parts[] = { str_of(before), a, str_of(between), b };
	return str_join(c->mem, parts, 4, STR(""));
}

/* The first `from` in s becomes `to`, lengths and directory left as they are. */
static struct str with(struct ctx *c, struct str s, const char *from, const char *to)
{
	size_t at = str_find(s, str_of(from));
	assert_true(at < s.n);
	struct str parts[] = { str_upto(s, at), str_of(to), str_from(s, at + strlen(from)) };
	return str_join(c->mem, parts, 3, STR(""));
}

static struct str converted(struct ctx *c, const char *to, struct str text)
{
	char *in = str_z(c->mem, text), *out = arena_take(c->mem, text.n * 4), *at = out;
	size_t n_in = text.n, n_out = text.n * 4;
	iconv_t cd = iconv_open(to, "UTF-8");
	assert_true(cd != (iconv_t)-1);
	assert_true(iconv(cd, &in, &n_in, &at, &n_out) != (size_t)-1);
	iconv_close(cd);
	return (struct str){ out, (size_t)(at - out) };
}

/* The same fields in an encoding, the record made anew around them. */
static struct str encoded(struct ctx *c, const char *to, const char *code)
{
	const char *made[COUNT_OF(fields)];
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		if (!fields[i]) {
			made[i] = NULL;
			continue;
		}
		struct str s = str_of(fields[i]);
		if (i == 2)
			s = with(c, s, "50  ", code);
		made[i] = str_z(c->mem, converted(c, to, s));
	}
	return make(c, made, false);
}

static void assert_caravan(const struct marc_item *item)
{
	const struct marc *m = &item->marc;
	assert_int_equal(m->n, 8);
	assert_str(marc_value(m, "001", 0), "RU\\NLR\\bibl\\3415");
	assert_str(marc_value(m, "200", 'a'), "Караван в пустыне");
	assert_str(marc_value(m, "200", 'e'), "путевые записки");
	assert_str(marc_value(m, "200", 'f'), "А. С. Петров");
	assert_str(marc_value(m, "606", 'y'), "Азия");
	assert_str(marc_value(m, "801", 'b'), "NLR");
	assert_int_equal(m->dialect, MARC_RUSMARC);
	assert_int_equal(strlen(m->leader), 24);
	assert_memory_equal(m->leader + 5, "nam", 3);
}

/* Kinds of damage, each done to one record or two. */
enum damage {
	INTACT,
	LENGTH_SMALL,
	LENGTH_ZERO,
	LENGTH_LARGE,
	LENGTH_LETTERS,
	LINES_BETWEEN,
	MARK_FIRST,
	MARK_EACH,
	NULS_BETWEEN,
	END_TWICE,
	NO_END,
	NO_END_BETWEEN,
	NO_LAST_SIGNS,
	BY_LETTERS,
	DIRECTORY_OLD,
	DIRECTORY_GARBLED,
	DIRECTORY_END,
	DOLLARS,
	BARS,
	END_IN_TEXT,
	RECORD_END_IN_TEXT,
	DELIMITER_IN_TEXT,
	FIELD_END_LOST,
	WIDE_INDICATORS,
	NO_INDICATORS,
	HASH_INDICATORS,
	CAPITALS,
	CONTROL_WITH_SUBFIELD,
	LEADER_LONG,
	LEADER_SHORT,
	LENGTH_TWICE,
	LIES_OF_ENCODING,
	ENTITIES,
	CONTROLS,
	TWICE_1251,
	TWICE_1252,
	TAKEN_APART,
	LINES_OF_80,
	DAMAGES
};

static struct str typed(struct ctx *c, struct str s, char sign)
{
	char *p = str_z(c->mem, s);
	for (size_t i = 0; i < s.n; i++)
		p[i] = p[i] == 0x1F ? sign : p[i];
	return (struct str){ p, s.n };
}

static struct str in_lines(struct ctx *c, struct str s)
{
	struct buf out;
	buf_init(&out, c->mem, 0);
	for (; s.n; s = str_from(s, 80)) {
		buf_add(&out, str_upto(s, 80));
		buf_add_z(&out, "\r\n");
	}
	return buf_str(&out);
}

/* Each byte taken for a letter of ISO 8859-1, which gives every byte a letter. */
static struct str latin(struct ctx *c, const char *text)
{
	struct buf out;
	buf_init(&out, c->mem, 0);
	for (; *text; text++)
		buf_add_utf8(&out, (unsigned char)*text);
	return buf_str(&out);
}

static struct str damaged(struct ctx *c, enum damage d)
{
	struct str one = make(c, fields, false), none = STR("");
	char *p = str_z(c->mem, one);
	struct str copy = { p, one.n };
	switch (d) {
	case LENGTH_SMALL: memcpy(p, "00200", 5); return copy;
	case LENGTH_ZERO: memcpy(p, "00000", 5); return copy;
	case LENGTH_LARGE: memcpy(p, "09999", 5); return copy;
	case LENGTH_LETTERS: memcpy(p, "00301", 5); return join(c, "", copy, "", copy);
	case LINES_BETWEEN: return join(c, "", one, "\r\n", join(c, "", one, "\r\n", none));
	case MARK_FIRST: return join(c, "\xEF\xBB\xBF", one, "", one);
	case MARK_EACH: return join(c, "\xEF\xBB\xBF", one, "\xEF\xBB\xBF", one);
	case NULS_BETWEEN: {
		struct str parts[] = { one, { "\0\0\0", 3 }, one, { "\0\x1A", 2 } };
		return str_join(c->mem, parts, 4, none);
	}
	case END_TWICE: return join(c, "", one, "\x1d", one);
	case NO_END: return str_upto(one, one.n - 1);
	case NO_END_BETWEEN: return join(c, "", str_upto(one, one.n - 1), "", one);
	case NO_LAST_SIGNS: return str_upto(one, one.n - 2);
	case BY_LETTERS: return make(c, fields, true);
	case DIRECTORY_OLD: /* lengths of windows-1251 under text in UTF-8 */
		memcpy(p + 24 + 4 * 12 + 3, "005200095", 9);
		memcpy(p + 24 + 5 * 12 + 3, "002200140", 9);
		return copy;
	case DIRECTORY_GARBLED: memcpy(p + 24 + 3 * 12 + 4, "x#?*", 4); return copy;
	case DIRECTORY_END: p[24 + 8 * 12] = 0x1F; return copy;
	case DOLLARS: return typed(c, one, '$');
	case BARS: return typed(c, one, '|');
	case END_IN_TEXT: p[str_find(one, STR(" в пустыне"))] = 0x1E; return copy;
	case RECORD_END_IN_TEXT: p[str_find(one, STR(" в пустыне"))] = 0x1D; return copy;
	case DELIMITER_IN_TEXT: return with(c, one, "пустыне", "пус\x1fтыне");
	case FIELD_END_LOST: p[str_find(one, STR("\x1e 0\x1f"))] = 0x01; return copy;
	case WIDE_INDICATORS:
		return with(c, one,
			    "1 \x1f"
			    "aКараван",
			    "¦¦\x1f"
			    "aКараван");
	case NO_INDICATORS:
		return with(c, one,
			    "1 \x1f"
			    "aКараван",
			    "\x1f"
			    "aКараван");
	case HASH_INDICATORS:
		return with(c, one,
			    "1 \x1f"
			    "aКараван",
			    "1#\x1f"
			    "aКараван");
	case CAPITALS:
		return with(c,
			    with(c, one,
				 "\x1f"
				 "aКараван",
				 "\x1f"
				 "AКараван"),
			    "\x1f"
			    "eпутевые",
			    "\x1f"
			    "Eпутевые");
	case CONTROL_WITH_SUBFIELD:
		return with(c, one, "RU\\NLR\\b",
			    "  \x1f"
			    "aRU\\NLR\\b");
	case LEADER_LONG: return with(c, one, "nam0 22", "nam0  22");
	case LEADER_SHORT: return with(c, one, "nam0 22", "nam022");
	case LENGTH_TWICE: return join(c, "00438", one, "", none);
	case LIES_OF_ENCODING: return with(c, one, "y50  ", "y0189");
	case ENTITIES:
		return with(c, with(c, one, "пустыне", "пуст&#x44b;не"), "Караван",
			    "&#1050;араван");
	case CONTROLS:
		return with(c, with(c, one, "Караван", "Кара\x01ван"), " в пустыне", "\nв пустыне");
	case TWICE_1251:
		return with(c, one, "Караван в пустыне",
			    text_from(c->mem, "windows-1251", STR("Караван в пустыне")).s);
	case TWICE_1252: return with(c, one, "путевые записки", latin(c, "путевые записки").s);
	case TAKEN_APART: /* й as и and a breve would be one; here Ё and й come with the author */
		return with(c, one, "Азия",
			    "Азия\x1f"
			    "xИ\u0306од");
	case LINES_OF_80: return in_lines(c, one);
	default: return one;
	}
}

#define BIT(m) (1u << MEND_##m)
static const struct {
	const char *name;
	enum damage damage;
	size_t records;
	uint32_t mends;
} cases[] = {
	{ "intact", INTACT, 1, 0 },
	{ "record length too small", LENGTH_SMALL, 1, BIT(LENGTH) },
	{ "record length 00000", LENGTH_ZERO, 1, BIT(LENGTH) },
	{ "record length too large", LENGTH_LARGE, 1, BIT(LENGTH) },
	{ "record length in letters", LENGTH_LETTERS, 2, BIT(LENGTH) },
	{ "CRLF between records", LINES_BETWEEN, 2, BIT(PADDING) },
	{ "BOM at start", MARK_FIRST, 2, BIT(PADDING) },
	{ "BOM before each", MARK_EACH, 2, BIT(PADDING) },
	{ "NULs between records", NULS_BETWEEN, 2, BIT(PADDING) },
	{ "1D written twice", END_TWICE, 2, BIT(PADDING) },
	{ "no final 1D", NO_END, 1, BIT(TERMINATOR) },
	{ "no 1D between records", NO_END_BETWEEN, 2, BIT(TERMINATOR) },
	{ "neither final 1E nor 1D", NO_LAST_SIGNS, 1, BIT(TERMINATOR) },
	{ "directory counts letters", BY_LETTERS, 1, BIT(DIRECTORY) },
	{ "directory of another encoding", DIRECTORY_OLD, 1, BIT(DIRECTORY) },
	{ "directory with no digits", DIRECTORY_GARBLED, 1, BIT(DIRECTORY) },
	{ "directory ends with 1F", DIRECTORY_END, 1, BIT(TERMINATOR) },
	{ "$ for 1F", DOLLARS, 1, BIT(SUBFIELD) },
	{ "| for 1F", BARS, 1, BIT(SUBFIELD) },
	{ "1E in text", END_IN_TEXT, 1, BIT(CONTROL) },
	{ "1D in text", RECORD_END_IN_TEXT, 1, BIT(CONTROL) },
	{ "1F in text", DELIMITER_IN_TEXT, 1, BIT(SUBFIELD) },
	{ "1E lost between fields", FIELD_END_LOST, 1, BIT(TERMINATOR) },
	{ "indicators of several bytes", WIDE_INDICATORS, 1, BIT(INDICATORS) },
	{ "no indicators", NO_INDICATORS, 1, BIT(INDICATORS) },
	{ "# for a blank", HASH_INDICATORS, 1, BIT(INDICATORS) },
	{ "codes in capitals", CAPITALS, 1, BIT(SUBFIELD) },
	{ "001 with a subfield", CONTROL_WITH_SUBFIELD, 1, BIT(SUBFIELD) },
	{ "leader too long by one", LEADER_LONG, 1, BIT(LEADER) },
	{ "leader too short by one", LEADER_SHORT, 1, BIT(LEADER) },
	{ "length written twice", LENGTH_TWICE, 1, BIT(PADDING) },
	{ "100 says windows-1251, text is UTF-8", LIES_OF_ENCODING, 1, BIT(ENCODING) },
	{ "entities of HTML", ENTITIES, 1, BIT(ENTITIES) },
	{ "control characters", CONTROLS, 1, BIT(CONTROL) },
	{ "UTF-8 read as windows-1251", TWICE_1251, 1, BIT(TWICE) },
	{ "UTF-8 read as windows-1252", TWICE_1252, 1, BIT(TWICE) },
	{ "letters taken apart", TAKEN_APART, 1, BIT(DECOMPOSED) },
	{ "lines of 80 bytes", LINES_OF_80, 1, BIT(PADDING) },
};

/* The corruption catalogue: what each does to other readers is measured in the reference. */
static void test_damage__is_mended_where_one_mend_is_right_and_told(void **state)
{
	assert_int_equal(COUNT_OF(cases), DAMAGES);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ctx *c = unit_begin();
		struct got g;
		read_bytes(c, damaged(c, cases[i].damage), &g);
		if (g.read != cases[i].records || g.aside ||
		    (g.mends & cases[i].mends) != cases[i].mends || (!cases[i].mends && g.mends))
			print_error("%s: %zu read, %zu set aside (%s), mends %x\n", cases[i].name,
				    g.read, g.aside, g.reason ? g.reason : "", g.mends);
		assert_int_equal(g.read, cases[i].records);
		assert_int_equal(g.aside, 0);
		assert_int_equal(g.mends & cases[i].mends, cases[i].mends);
		for (size_t k = 0; k < g.read; k++) {
			if (g.at[k].marc.n != 8)
				print_error("%s: %zu fields\n", cases[i].name, g.at[k].marc.n);
			assert_caravan(&g.at[k]);
		}
		unit_end(c);
	}
}

static void test_record__read_again_from_its_bytes_is_the_same(void **state)
{
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ctx *c = unit_begin();
		struct got g;
		read_bytes(c, damaged(c, cases[i].damage), &g);
		for (size_t k = 0; k < g.read; k++) {
			struct marc_item again;
			struct marc_options o = { .container = g.at[k].container,
						  .dialect = g.at[k].marc.dialect,
						  .encoding = g.at[k].encoding };
			marc_again(c->mem, g.at[k].raw, &o, &again);
			assert_null(again.reason);
			assert_true(marc_same(&again.marc, &g.at[k].marc));
		}
		unit_end(c);
	}
}

static void test_reading__goes_on_from_any_place(void **state)
{
	struct ctx *c = unit_begin();
	struct str one = make(c, fields, false), both = join(c, "", one, "\r\n", one);
	struct got g;
	struct marc_reader *r;
	struct marc_item item;
	bool there;
	read_bytes(c, both, &g);
	int fd = open(path_join(c->mem, c->dir, "records"), O_RDONLY | O_CLOEXEC);
	unit_ok(c, marc_open(c, fd, g.at[0].at + (int64_t)g.at[0].raw.n, NULL, &r));
	unit_ok(c, marc_next(c, r, c->mem, &item, &there));
	assert_true(there);
	assert_int_equal(item.at, g.at[1].at);
	unit_ok(c, marc_next(c, r, c->mem, &item, &there));
	assert_false(there);
	close(fd);
	unit_end(c);
}

static void test_records__that_cannot_be_mended_are_set_aside_with_a_reason(void **state)
{
	struct ctx *c = unit_begin();
	struct str one = make(c, fields, false);
	struct got g;
	char *p = str_z(c->mem, one);
	/* cut within a field: the next record is whole */
	read_bytes(c, join(c, "", one, "", str_upto(one, one.n - 20)), &g);
	assert_int_equal(g.read, 1);
	assert_int_equal(g.aside, 1);
	assert_string_equal(g.reason, "it is cut off at the end");
	/* entries that fit neither by place nor by number */
	memcpy(p + 24 + 3, "000900007000000900007", 21);
	p[str_find(one, STR(" в пустыне"))] = 0x1E;
	read_bytes(c, join(c, "", (struct str){ p, one.n }, "", one), &g);
	assert_int_equal(g.read, 1);
	assert_int_equal(g.aside, 1);
	assert_string_equal(g.reason, "its directory does not fit its fields");
	/* bytes that are no record, and one after them */
	read_bytes(c, join(c, "", one, "what is this, between two records?", one), &g);
	assert_int_equal(g.read, 2);
	/* no field at all */
	read_bytes(c, join(c, "", one, "00026nam0 2200025   450 \x1e\x1d", one), &g);
	assert_int_equal(g.read, 2);
	assert_int_equal(g.aside, 1);
	unit_end(c);
}

static void test_mab2__is_told_for_what_it_is(void **state)
{
	struct ctx *c = unit_begin();
	struct got g;
	read_bytes(c,
		   STR("00061nM2.01200037      h001000200000\x1e"
		       "x\x1e\x1d"),
		   &g);
	assert_int_equal(g.read, 0);
	assert_string_equal(g.reason, "it is a record of MAB2, which is not read");
	unit_end(c);
}

static void test_encoding__is_found_for_each_record_of_a_file(void **state)
{
	static const struct {
		const char *iconv, *name, *code;
	} sets[] = {
		{ "UTF-8", "utf-8", "50  " },           { "CP1251", "windows-1251", "0189" },
		{ "KOI8-R", "koi8-r", "0199" },         { "CP866", "cp866", "0179" },
		{ "ISO-8859-5", "iso-8859-5", "0107" }, { "CP1251", "windows-1251", "50  " },
		{ "CP866", "cp866", "0189" },
	};
	struct ctx *c = unit_begin();
	struct got g;
	struct str file = STR("");
	for (size_t i = 0; i < COUNT_OF(sets); i++)
		file = join(c, "", file, "", encoded(c, sets[i].iconv, sets[i].code));
	read_bytes(c, file, &g);
	assert_int_equal(g.read, COUNT_OF(sets));
	for (size_t i = 0; i < COUNT_OF(sets); i++) {
		assert_string_equal(g.at[i].encoding, sets[i].name);
		assert_caravan(&g.at[i]);
	}
	assert_true(g.at[5].mends & BIT(ENCODING)); /* it says 50 */
	assert_false(g.at[1].mends & BIT(ENCODING));
	unit_end(c);
}

static const char *const kazakh[] = {
	"001KZ1",
	"100  $a20050716d2005    |  y0kazy        ca",
	"2001 $aҚазақ әдебиетінің тарихы$eғылыми зерттеу$fМ. Әуезов, Ү. Өмірбек",
	"801 0$aKZ$bKZNL",
	NULL,
};

static void test_encoding__of_kazakh_in_eight_bits_is_told_from_windows_1251(void **state)
{
	static const char *const sets[][2] = { { "RK1048", "kz-1048" }, { "PT154", "pt154" } };
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(sets); i++) {
		const char *made[COUNT_OF(kazakh)] = { 0 };
		struct got g;
		for (size_t k = 0; kazakh[k]; k++)
			made[k] = str_z(c->mem, converted(c, sets[i][0], str_of(kazakh[k])));
		read_bytes(c, make(c, made, false), &g);
		assert_int_equal(g.read, 1);
		assert_string_equal(g.at[0].encoding, sets[i][1]);
		assert_str(marc_value(&g.at[0].marc, "200", 'a'), "Қазақ әдебиетінің тарихы");
		assert_str(marc_value(&g.at[0].marc, "200", 'f'), "М. Әуезов, Ү. Өмірбек");
	}
	unit_end(c);
}

static void test_encoding__can_be_forced_and_must_be_known(void **state)
{
	struct ctx *c = unit_begin();
	struct got g;
	struct marc_reader *r;
	struct marc_options o = { .container = -1, .encoding = "koi8-r", .dialect = MARC_KAZMARC };
	read_with(c, encoded(c, "CP1251", "0189"), &o, &g);
	assert_string_equal(g.at[0].encoding, "koi8-r");
	assert_int_equal(g.at[0].marc.dialect, MARC_KAZMARC);
	assert_true(marc_value(&g.at[0].marc, "200", 'a').n > 0);
	o.encoding = "ebcdic";
	assert_false(marc_open(c, 0, 0, &o, &r));
	assert_int_equal(c->err.kind, ERR_INVALID);
	unit_end(c);
}

static void test_marc8__has_cyrillic_hebrew_and_marks(void **state)
{
	static const char *const f[] = {
		"001x1",
		"008990101s1934    ru            000 0 rus d",
		"1001 $aDvor\xe2"
		"ak, Anton\xe2in",
		"24510$a\x1b(NkARAWAN\x1b(B = Caravan$b\x1b(2ppp\x1b(B",
		NULL,
	};
	struct ctx *c = unit_begin();
	struct got g;
	read_bytes(c, make(c, f, false), &g);
	assert_int_equal(g.read, 1);
	assert_string_equal(g.at[0].encoding, "marc-8");
	assert_str(marc_value(&g.at[0].marc, "100", 'a'), "Dvor\u00e1k, Anton\u00edn");
	assert_str(marc_value(&g.at[0].marc, "245", 'a'), "Караван = Caravan");
	assert_str(marc_value(&g.at[0].marc, "245", 'b'), "נננ");
	unit_end(c);
}

static void test_iso5426__is_read_where_unimarc_says_so(void **state)
{
	static const char *const f[] = {
		"001fr1",
		"100  $a19980716d1997    u  y0frey0103    ba",
		"2001 $aL'\xc2"
		"ecole fran\xd0"
		"caise",
		"801 0$aFR$bBNF",
		NULL,
	};
	struct ctx *c = unit_begin();
	struct got g;
	read_bytes(c, make(c, f, false), &g);
	assert_string_equal(g.at[0].encoding, "iso-5426");
	assert_str(marc_value(&g.at[0].marc, "200", 'a'), "L'école française");
	assert_int_equal(g.at[0].marc.dialect, MARC_UNIMARC);
	unit_end(c);
}

static void test_xml__is_read_with_any_prefix_and_goes_on_after_damage(void **state)
{
	static const char file[] =
		"\xEF\xBB\xBF<?xml version=\"1.0\"?><!DOCTYPE c [<!ENTITY x \"y\">]>\n"
		"<m:collection xmlns:m='info:lc/xmlns/marcxchange-v1'><!-- <record> -->"
		"<m:record format=\"RUSMARC\"><m:leader>00000nam0 2200000   450 </m:leader>"
		"<m:controlfield tag='001'>1</m:controlfield>"
		"<m:datafield tag=\"200\" ind1=\"1\" ind2=\" \"><m:subfield "
		"code=\"a\">Кара&#x432;ан "
		"&lt;<![CDATA[в & пустыне]]></m:subfield></m:datafield></m:record>"
		"<m:record><m:leader>00000nam</m:leader><m:datafield tag=\"245\" ind1=\"1\" "
		"ind2=\"0\">"
		"<m:subfield code=\"a\">Never ended"
		"<m:record><m:leader>00000nam a2200000 a 4500</m:leader><m:datafield tag=\"245\" "
		"ind1=\"1\" ind2=\"0\"><m:subfield code=\"a\">Third</m:subfield></m:datafield>"
		"</m:record></m:collection>";
	struct ctx *c = unit_begin();
	struct got g;
	read_bytes(c, str_of(file), &g);
	assert_int_equal(g.read, 2);
	assert_int_equal(g.aside, 1);
	assert_string_equal(g.reason, "its XML is broken");
	assert_str(marc_value(&g.at[0].marc, "200", 'a'), "Караван <в & пустыне");
	assert_int_equal(g.at[0].marc.dialect, MARC_UNIMARC);
	assert_str(marc_value(&g.at[1].marc, "245", 'a'), "Third");
	assert_true(str_starts(g.at[0].raw, "<m:record format"));
	assert_true(str_ends(g.at[0].raw, "</m:record>"));
	unit_end(c);
}

static void test_lines__of_yaz_and_of_marcedit(void **state)
{
	static const char yaz[] = "00366nam  22001698a 4500\n001    11224466 \n"
				  "245 10 $a How to program $b for $5 \n\n"
				  "00366nam  22001698a 4500\n001 2\n245 10 $a Second\n";
	static const char mrk[] = "=LDR  00366nam a22001698a 4500\r\n=001  11224466\r\n"
				  "=008  990101s1934\\\\\\\\kz\\\r\n"
				  "=245  1\\$aHow to program$bfor {dollar}5\r\n\r\n"
				  "=LDR  00366nam a22001698a 4500\r\n=245  10$aSecond\r\n";
	struct ctx *c = unit_begin();
	struct got g;
	read_bytes(c, str_of(yaz), &g);
	assert_int_equal(g.read, 2);
	assert_int_equal(g.at[0].container, MARC_LINES);
	assert_str(marc_value(&g.at[0].marc, "001", 0), "   11224466 ");
	assert_str(marc_value(&g.at[0].marc, "245", 'a'), "How to program");
	assert_str(marc_value(&g.at[1].marc, "245", 'a'), "Second");
	read_bytes(c, str_of(mrk), &g);
	assert_int_equal(g.read, 2);
	assert_str(marc_value(&g.at[0].marc, "008", 0), "990101s1934    kz ");
	assert_str(marc_value(&g.at[0].marc, "245", 'b'), "for $5");
	assert_int_equal(marc_field(&g.at[0].marc, "245")->indicators[1], ' ');
	unit_end(c);
}

static const char irbis[] =
	"#920: PAZK\r\n#200: ^AКараван^Eзаписки^FПетров А. С.\r\n#10: ^A5-7443-0043-0^D250\r\n"
	"#910: ^A0^B1234567^C20150101^DФКХ\r\n#610: пути\r\n#331: первая строка\r\nвторая\r\n"
	"#3001: далеко\r\n*****\r\n#920: SPEC\r\n#461: ^CСобрание^XАвтор\r\n#200: ^VТ. "
	"2\r\n*****\r\n";

static void test_irbis__text_is_read_in_any_encoding(void **state)
{
	static const char *const sets[] = { "UTF-8", "CP1251", "CP866" };
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(sets); i++) {
		struct got g;
		read_bytes(c, converted(c, sets[i], str_of(irbis)), &g);
		assert_int_equal(g.read, 2);
		const struct marc *m = &g.at[0].marc;
		assert_int_equal(m->dialect, MARC_IRBIS);
		assert_int_equal(g.at[0].container, MARC_IRBIS_TEXT);
		assert_str(marc_value(m, "200", 'a'), "Караван");
		assert_str(marc_value(m, "010", 'd'), "250");
		assert_str(marc_sub(marc_field(m, "920"), 0), "PAZK");
		assert_str(marc_sub(marc_field(m, "610"), 0), "пути");
		assert_str(marc_sub(marc_field(m, "331"), 0), "первая строка вторая");
		assert_str(marc_sub(marc_field(m, "3001"), 0), "далеко");
		assert_str(marc_value(&g.at[1].marc, "461", 'c'), "Собрание");
		assert_int_equal(g.mends, 0);
	}
	unit_end(c);
}

static void test_irbis__iso_form_has_values_before_subfields(void **state)
{
	static const char *const f[] = {
		"200  $AКараван$FПетров А. С.", "610  пути", "910  $A0$B1234567", "920  PAZK", NULL,
	};
	static const char *const carets[] = { "200  ^AКараван^FПетров А. С.", "610  пути",
					      "910  ^A0^B1234567", "920  PAZK", NULL };
	struct ctx *c = unit_begin();
	for (int i = 0; i < 2; i++) {
		struct got g;
		read_bytes(c, make(c, i ? carets : f, false), &g);
		assert_int_equal(g.read, 1);
		assert_int_equal(g.at[0].marc.dialect, MARC_IRBIS);
		assert_str(marc_value(&g.at[0].marc, "200", 'f'), "Петров А. С.");
		assert_str(marc_sub(marc_field(&g.at[0].marc, "610"), 0), "пути");
		assert_str(marc_value(&g.at[0].marc, "910", 'b'), "1234567");
		assert_int_equal(g.mends, 0);
	}
	unit_end(c);
}

static void test_dialect__weak_records_follow_their_file(void **state)
{
	static const char *const poor[] = { "001x", "2000 $aВып. 13", NULL };
	static const char *const bare[] = { "001x", "500  $aNote", NULL };
	struct ctx *c = unit_begin();
	struct got g;
	struct str one = make(c, fields, false);
	read_bytes(
		c,
		join(c, "", one, "", join(c, "", make(c, poor, false), "", make(c, bare, false))),
		&g);
	assert_int_equal(g.read, 3);
	assert_int_equal(g.at[1].marc.dialect, MARC_RUSMARC);
	assert_int_equal(g.at[2].marc.dialect, MARC_RUSMARC);
	unit_end(c);
}

static void test_nothing__is_a_container_but_records(void **state)
{
	static const char *const texts[] = { "",
					     "hello",
					     "{\"a\":1}",
					     "<html><p>x</p></html>",
					     "title,author\nx,y\n",
					     "12345",
					     "# heading\ntext" };
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		assert_false(marc_likely(str_of(texts[i])));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_damage__is_mended_where_one_mend_is_right_and_told),
		cmocka_unit_test(test_record__read_again_from_its_bytes_is_the_same),
		cmocka_unit_test(test_reading__goes_on_from_any_place),
		cmocka_unit_test(test_records__that_cannot_be_mended_are_set_aside_with_a_reason),
		cmocka_unit_test(test_mab2__is_told_for_what_it_is),
		cmocka_unit_test(test_encoding__is_found_for_each_record_of_a_file),
		cmocka_unit_test(test_encoding__of_kazakh_in_eight_bits_is_told_from_windows_1251),
		cmocka_unit_test(test_encoding__can_be_forced_and_must_be_known),
		cmocka_unit_test(test_marc8__has_cyrillic_hebrew_and_marks),
		cmocka_unit_test(test_iso5426__is_read_where_unimarc_says_so),
		cmocka_unit_test(test_xml__is_read_with_any_prefix_and_goes_on_after_damage),
		cmocka_unit_test(test_lines__of_yaz_and_of_marcedit),
		cmocka_unit_test(test_irbis__text_is_read_in_any_encoding),
		cmocka_unit_test(test_irbis__iso_form_has_values_before_subfields),
		cmocka_unit_test(test_dialect__weak_records_follow_their_file),
		cmocka_unit_test(test_nothing__is_a_container_but_records),
	};
	return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
