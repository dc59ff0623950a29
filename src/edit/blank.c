/* Records to begin with: empty ones, by kind. */
#include "edit/edit_int.h"

/* What a kind's empty record holds. Coded values are MARC 21's leader/06-07 and 008/18-34
 * (loc.gov/marc/bibliographic/bd008.html) and UNIMARC's leader/6-8. */
struct blank {
	const char *code, *name;
	const char *type21, *coded21, *lines21;
	const char *type, *lines;
};

#define BOOK_21                                                                                    \
	"100 1# $a  $d  $4 aut\n245 10 $a  $b  $c \n250 ## $a \n264 #1 $a  $b  $c \n"              \
	"300 ## $a  $b  $c \n336 ## $a text $b txt $2 rdacontent\n"                                \
	"337 ## $a unmediated $b n $2 rdamedia\n338 ## $a volume $b nc $2 rdacarrier\n"
#define BOOK                                                                                       \
	"101 0# $a \n102 ## $a \n200 1# $a  $e  $f  $g \n205 ## $a \n210 ## $a  $c  $d \n"         \
	"215 ## $a  $c  $d \n"
#define ENDS_21    "520 ## $a \n650 #7 $a  $x  $z  $2 \n651 #7 $a  $2 \n700 1# $a  $d  $4 \n"
#define ENDS       "330 ## $a \n606 0# $a  $x  $y \n607 ## $a \n"
#define NAMES      "700 #1 $a  $b  $g  $4 070\n702 #1 $a  $b  $g  $4 \n"
#define CLASSES_21 "080 ## $a \n084 ## $a  $2 rubbk\n"
#define CLASSES    "675 ## $a \n686 ## $a  $2 rubbk\n"
#define BOOKS_008  "           000 0 "

static const struct blank blanks[] = {
	{ "book", N_("Book"), "am", BOOKS_008,
	  "020 ## $a \n" CLASSES_21 BOOK_21 "490 0# $a  $v \n504 ## $a \n" ENDS_21, "am0",
	  "010 ## $a  $b \n" BOOK "225 1# $a  $v \n320 ## $a \n" ENDS CLASSES NAMES },
	{ "part", N_("Volume of a set"), "am", BOOKS_008,
	  "020 ## $a \n" CLASSES_21
	  "100 1# $a  $d  $4 aut\n245 10 $a  $n  $p  $c \n264 #1 $a  $b  $c \n"
	  "300 ## $a  $b  $c \n773 18 $t  $g  $w \n" ENDS_21,
	  "am2", "010 ## $a \n" BOOK "461 #0 $1 2001  $a  $v \n" ENDS CLASSES NAMES },
	{ "serial", N_("Journal or newspaper"), "as", "uu p       0    0",
	  "022 ## $a \n" CLASSES_21 "245 00 $a  $b  $c \n264 #1 $a  $b \n300 ## $a \n310 ## $a \n"
	  "362 0# $a \n" ENDS_21 "780 00 $t  $x \n785 00 $t  $x \n",
	  "as0",
	  "011 ## $a \n101 0# $a \n102 ## $a \n110 ## $a \n200 1# $a  $e  $f \n207 #0 $a \n"
	  "210 ## $a  $c  $d \n326 ## $a \n" ENDS CLASSES "710 02 $a  $c \n" },
	{ "article", N_("Article"), "aa", BOOKS_008,
	  CLASSES_21
	  "100 1# $a  $d  $4 aut\n245 10 $a  $b  $c \n300 ## $a \n773 0# $t  $d  $g  $x \n" ENDS_21,
	  "aa2", "101 0# $a \n200 1# $a  $e  $f \n463 #0 $1 2001  $a  $v \n" ENDS CLASSES NAMES },
	{ "map", N_("Map"), "em", "       a     0   ",
	  CLASSES_21 "110 2# $a \n245 10 $a  $b  $c \n255 ## $a  $b  $c \n264 #1 $a  $b  $c \n"
		     "300 ## $a  $b  $c \n" ENDS_21,
	  "em0",
	  "101 0# $a \n102 ## $a \n200 1# $a  $e  $f \n206 ## $a \n210 ## $a  $c  $d \n"
	  "215 ## $a  $c  $d \n" ENDS CLASSES "710 02 $a \n" },
	{ "score", N_("Sheet music"), "cm", "uuu              ",
	  "024 2# $a \n100 1# $a  $d  $4 cmp\n240 10 $a \n245 10 $a  $b  $c \n264 #1 $a  $b  $c \n"
	  "300 ## $a  $c \n" ENDS_21,
	  "cm0",
	  "013 ## $a \n101 0# $a \n102 ## $a \n200 1# $a  $e  $f \n208 ## $a \n210 ## $a  $c  $d \n"
	  "215 ## $a  $d \n" ENDS CLASSES "700 #1 $a  $b  $g  $4 230\n" },
	{ "sound", N_("Sound recording"), "jm", "uun              ",
	  "028 02 $a  $b \n100 1# $a  $d  $4 cmp\n245 10 $a  $b  $c \n264 #1 $a  $b  $c \n"
	  "300 ## $a  $b  $c \n511 0# $a \n" ENDS_21,
	  "jm0",
	  "071 00 $a  $b \n101 0# $a \n102 ## $a \n200 1# $a  $e  $f  $g \n210 ## $a  $c  $d \n"
	  "215 ## $a  $c  $d \n323 ## $a \n" ENDS CLASSES NAMES },
	{ "film", N_("Film"), "gm", "---            vu",
	  "245 00 $a  $b  $c \n257 ## $a \n264 #1 $a  $b  $c \n300 ## $a  $b  $c \n508 ## $a \n"
	  "511 1# $a \n" ENDS_21,
	  "gm0",
	  "101 0# $a \n102 ## $a \n200 1# $a  $e  $f \n210 ## $a  $c  $d \n215 ## $a  $c  $d \n"
	  "322 ## $a \n323 ## $a \n" ENDS "702 #1 $a  $b  $g  $4 300\n" },
	{ "manuscript", N_("Manuscript"), "tm", BOOKS_008,
	  "100 1# $a  $d  $4 aut\n245 10 $a  $b  $c \n264 #0 $c \n300 ## $a  $b  $c \n561 1# $a "
	  "\n" ENDS_21,
	  "bm0",
	  "101 0# $a \n140 ## $a \n200 1# $a  $e  $f \n210 ## $a  $d \n215 ## $a  $c  $d \n"
	  "317 ## $a \n" ENDS NAMES },
	{ "dissertation", N_("Dissertation or its abstract"), "am", "      m    000 0 ",
	  CLASSES_21 BOOK_21 "502 ## $a \n504 ## $a \n" ENDS_21, "am0",
	  BOOK "320 ## $a \n328 #0 $a \n" ENDS CLASSES NAMES },
};

const struct edit_kind edit_kinds[] = {
	{ "book", N_("Book") },
	{ "part", N_("Volume of a set") },
	{ "serial", N_("Journal or newspaper") },
	{ "article", N_("Article") },
	{ "map", N_("Map") },
	{ "score", N_("Sheet music") },
	{ "sound", N_("Sound recording") },
	{ "film", N_("Film") },
	{ "manuscript", N_("Manuscript") },
	{ "dissertation", N_("Dissertation or its abstract") },
	{ NULL, NULL },
};

bool edit_is_unimarc(enum marc_dialect d)
{
	return d == MARC_UNIMARC || d == MARC_RUSMARC || d == MARC_KAZMARC;
}

/* "20261122" */
static struct str today(struct arena *mem)
{
	struct str t = when_text(mem, when_now());
	return str_print(mem, "%.4s%.2s%.2s", t.s, t.s + 5, t.s + 8);
}

/* The language in which the cataloguer describes: that of the pages. */
static const char *describing(const struct ctx *c)
{
	static const char *const codes[][2] = { { "kk", "kaz" }, { "ru", "rus" }, { "ky", "kir" } };
	for (size_t i = 0; i < COUNT_OF(codes); i++)
		if (c->lang && !strcmp(c->lang, codes[i][0]))
			return codes[i][1];
	return "eng";
}

/* Serials run on (c, a ... 9999); of others one year is asked (s, d). */
static bool is_serial(const struct blank *b)
{
	return b->type21[1] == 's';
}

static struct str lines_21(struct ctx *c, const struct blank *b, const struct partner *p)
{
	struct str day = today(c->mem), coded = str_of(b->coded21);
	return str_print(c->mem,
			 "LDR 00000n%s#a2200000#i#4500\n"
			 "008 %.6s%sxx %.*sund  \n"
			 "040 ## $a %.*s $b %s $e rda\n%s",
			 b->type21, day.s + 2, is_serial(b) ? "cuuuu9999" : "suuuu    ",
			 STR_ARGS(coded), STR_ARGS(p ? p->code : STR("")), describing(c),
			 b->lines21);
}

static struct str lines_unimarc(struct ctx *c, const struct blank *b, const struct partner *p)
{
	struct str day = today(c->mem);
	return str_print(c->mem,
			 "LDR 00000n%s#2200000###450#\n"
			 "100 ## $a %s%s   y0%sy50      ca\n%s"
			 "801 #0 $a %.*s $b %.*s $c %s $g RCR\n",
			 b->type, day.s, is_serial(b) ? "auuuu9999" : "duuuu    ", describing(c),
			 b->lines, STR_ARGS(p ? p->country : STR("")),
			 STR_ARGS(p ? p->code : STR("")), day.s);
}

bool edit_blank(struct ctx *c, enum marc_dialect d, const char *kind, const struct partner *p,
		struct marc *ret)
{
	const struct blank *b = NULL;
	for (size_t i = 0; i < COUNT_OF(blanks); i++)
		if (!strcmp(blanks[i].code, kind))
			b = &blanks[i];
	if (!b)
		return fail(c, ERR_INVALID, "there is no kind of record named {0}", kind);
	if (d != MARC_21 && !edit_is_unimarc(d))
		return fail(c, ERR_INVALID, "records are not made in the format {0} here",
			    marc_dialect_name(d));
	if (!edit_parse(c, d == MARC_21 ? lines_21(c, b, p) : lines_unimarc(c, b, p), d, ret))
		return false;
	edit_sort(ret);
	return true;
}
