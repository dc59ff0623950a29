/*
 * say - the program's own sentences, sizes and dates in the reader's language.
 */
#include "text/text_int.h"

const char *const text_languages[] = { "kk", "ru", "ky", "en", NULL };
enum { KK, RU, KY, EN };

int lang_index(const char *lang)
{
	for (int i = 0; lang && text_languages[i]; i++) {
		if (!strcmp(text_languages[i], lang))
			return i;
	}
	return EN;
}

const char *text_language_of(struct str tag)
{
	/* BCP 47: the first part counts, whatever its case: "kk-KZ", "RU" */
	if (tag.n < 2 || (tag.n > 2 && tag.s[2] != '-' && tag.s[2] != '_'))
		return NULL;
	for (int i = 0; text_languages[i]; i++) {
		if (str_same_nocase(str_upto(tag, 2), str_of(text_languages[i])))
			return text_languages[i];
	}
	return NULL;
}

const struct message *message_find(const char *id)
{
	size_t low = 0, high = text_messages_n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strcmp(id, text_messages[mid].id);
		if (order == 0)
			return &text_messages[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

const char *text_say(const char *lang, const char *msgid)
{
	int l = lang_index(lang);
	const struct message *m = l == EN ? NULL : message_find(msgid);
	return m && m->in[l][0] ? m->in[l][0] : msgid;
}

/* The form of a number, as the Plural-Forms line of po/ru.po says; the others have two. */
static int plural_form(int l, int64_t n)
{
	if (n < 0)
		n = n == INT64_MIN ? 0 : -n;
	if (l != RU)
		return n != 1;
	int64_t last = n % 10, two = n % 100;
	if (last == 1 && two != 11)
		return 0;
	return last >= 2 && last <= 4 && (two < 10 || two >= 20) ? 1 : 2;
}

const char *text_say_n(const char *lang, const char *one, const char *many, int64_t n)
{
	int l = lang_index(lang);
	const struct message *m = l == EN ? NULL : message_find(one);
	if (!m)
		return plural_form(EN, n) ? many : one;
	const char *form = m->in[l][plural_form(l, n)];
	return form ? form : plural_form(EN, n) ? many : one;
}

/* A first letter as a sentence has it. */
static struct str capitalised(struct arena *mem, struct str s)
{
	size_t at = 0;
	if (s.n == 0)
		return s;
	uint32_t cp = text_next(s, &at), big = letter_upper(cp);
	struct buf out;
	buf_init(&out, mem, 0);
	buf_add_utf8(&out, big);
	buf_add(&out, str_from(s, at));
	return buf_str(&out);
}

struct str text_say_err(struct arena *mem, const char *lang, const struct err *e)
{
	if (e->kind == ERR_NONE || !e->text)
		return STR_NONE;
	/* An argument may be a sentence of ours itself ("an EPUB book"). */
	struct str args[ERR_ARGS];
	for (int i = 0; i < ERR_ARGS; i++)
		args[i] = e->args[i].s ? str_of(text_say(lang, str_z(mem, e->args[i]))) : STR_NONE;
	struct str said = err_fill(mem, str_of(text_say(lang, e->text)), args, ERR_ARGS);
	/* What begins with a name keeps it as it is written: "aa" is no "Aa". */
	if (text_say(lang, e->text)[0] != '{')
		said = capitalised(mem, said);
	/* A whole sentence, but a remark of the system at its end keeps its own stop. */
	return str_ends(said, ".") || str_ends(said, "?") || str_ends(said, "!")
		       ? said
		       : str_print(mem, "%.*s.", STR_ARGS(said));
}

static const char *const months[4][12] = {
	{ "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек",
	  "қазан", "қараша", "желтоқсан" },
	{ "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
	  "октября", "ноября", "декабря" },
	{ "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
	  "октябрь", "ноябрь", "декабрь" },
	{ "January", "February", "March", "April", "May", "June", "July", "August", "September",
	  "October", "November", "December" },
};
/* Where no day stands before it, Russian names the month in the nominative. */
static const char *const months_alone[12] = { "январь",   "февраль", "март",   "апрель",
					      "май",      "июнь",    "июль",   "август",
					      "сентябрь", "октябрь", "ноябрь", "декабрь" };

/* "2026-11-22" to its parts; those that are not there are 0. */
static bool date_parts(struct str date, int64_t *ret_year, int64_t *ret_month, int64_t *ret_day)
{
	*ret_month = *ret_day = 0;
	if (date.n < 4 || !str_to_int(str_upto(date, 4), 1, 9999, ret_year))
		return false;
	struct str rest = str_from(date, 4);
	if (rest.n == 0)
		return true;
	if (rest.n < 3 || rest.s[0] != '-' ||
	    !str_to_int(str_upto(str_from(rest, 1), 2), 1, 12, ret_month))
		return false;
	rest = str_from(rest, 3);
	if (rest.n == 0)
		return true;
	return rest.n >= 3 && rest.s[0] == '-' && (rest.n == 3 || rest.s[3] == 'T') &&
	       str_to_int(str_upto(str_from(rest, 1), 2), 1, 31, ret_day);
}

static struct str date_of_year(struct arena *mem, int l, int year)
{
	switch (l) {
	case KK: return str_print(mem, "%d ж.", year);
	case RU: return str_print(mem, "%d г.", year);
	case KY: return str_print(mem, "%d-ж.", year);
	default: return str_print(mem, "%d", year);
	}
}

static struct str date_of_month(struct arena *mem, int l, int year, int month)
{
	const char *name = l == RU ? months_alone[month - 1] : months[l][month - 1];
	switch (l) {
	case KK: return str_print(mem, "%s %d ж.", name, year);
	case RU: return str_print(mem, "%s %d г.", name, year);
	case KY: return str_print(mem, "%d-ж. %s", year, name);
	default: return str_print(mem, "%s %d", name, year);
	}
}

static struct str date_of_day(struct arena *mem, int l, int year, int month, int day)
{
	const char *name = months[l][month - 1];
	switch (l) {
	case KK: return str_print(mem, "%d %s %d ж.", day, name, year);
	case RU: return str_print(mem, "%d %s %d г.", day, name, year);
	case KY: return str_print(mem, "%d-ж. %d-%s", year, day, name);
	default: return str_print(mem, "%d %s %d", day, name, year);
	}
}

struct str text_date(struct arena *mem, const char *lang, struct str date)
{
	int64_t year, month, day;
	int l = lang_index(lang);
	if (!date_parts(date, &year, &month, &day))
		return date; /* "[1934?]" is said as it was written */
	if (month == 0)
		return date_of_year(mem, l, (int)year);
	if (day == 0)
		return date_of_month(mem, l, (int)year, (int)month);
	return date_of_day(mem, l, (int)year, (int)month, (int)day);
}

struct str text_size(struct arena *mem, const char *lang, int64_t bytes)
{
	/* Decimal units, as IEC 80000-13 has them and as discs are sold. */
	static const char *const units[4][5] = {
		{ "байт", "КБ", "МБ", "ГБ", "ТБ" },
		{ "Б", "КБ", "МБ", "ГБ", "ТБ" },
		{ "байт", "КБ", "МБ", "ГБ", "ТБ" },
		{ "bytes", "KB", "MB", "GB", "TB" },
	};
	int l = lang_index(lang), unit = 0;
	if (bytes < 0)
		bytes = 0;
	int64_t whole = bytes, tenths = 0;
	while (whole >= 1000 && unit < 4) {
		tenths = whole % 1000 / 100;
		whole /= 1000;
		unit++;
	}
	/* A no-break space; a decimal comma everywhere but in English. */
	if (unit > 0 && whole < 10 && tenths)
		return str_print(mem, "%d%s%d\xC2\xA0%s", (int)whole, l == EN ? "." : ",",
				 (int)tenths, units[l][unit]);
	const char *name = l == EN && unit == 0 && whole == 1 ? "byte" : units[l][unit];
	return str_print(mem, "%lld\xC2\xA0%s", (long long)whole, name);
}

struct str text_took(struct arena *mem, const char *lang, int64_t ms)
{
	int l = lang_index(lang), s = (int)(ms / 1000);
	const char *minutes = l == EN ? "min" : "мин", *seconds = l == EN ? "s" : "с";
	if (s < 60) /* no-break spaces, as in text_size */
		return str_print(mem, "%d%s%d\xC2\xA0%s", s, l == EN ? "." : ",",
				 (int)(ms / 100 % 10), seconds);
	return str_print(mem, "%d\xC2\xA0%s %d\xC2\xA0%s", s / 60, minutes, s % 60, seconds);
}
