/*
 * names - languages by their names, for facets and title pages.
 *
 * Codes are ISO 639-1 and 639-2 (both the bibliographic and the terminological one) with what
 * libraries here hold; Russian names as in iso-codes, the others by our editors.
 */
#include "text/text_int.h"

static const struct language_name {
	const char *codes; /* separated by spaces */
	const char *in[4]; /* kk ru ky en */
} names[] = {
	{ "kk kaz", { "қазақ", "казахский", "казак", "Kazakh" } },
	{ "ru rus", { "орыс", "русский", "орус", "Russian" } },
	{ "ky kir", { "қырғыз", "кыргызский", "кыргыз", "Kyrgyz" } },
	{ "en eng", { "ағылшын", "английский", "англис", "English" } },
	{ "uz uzb", { "өзбек", "узбекский", "өзбек", "Uzbek" } },
	{ "kaa", { "қарақалпақ", "каракалпакский", "каракалпак", "Karakalpak" } },
	{ "tt tat", { "татар", "татарский", "татар", "Tatar" } },
	{ "ba bak", { "башқұрт", "башкирский", "башкыр", "Bashkir" } },
	{ "tg tgk", { "тәжік", "таджикский", "тажик", "Tajik" } },
	{ "tk tuk", { "түрікмен", "туркменский", "түркмөн", "Turkmen" } },
	{ "ug uig", { "ұйғыр", "уйгурский", "уйгур", "Uyghur" } },
	{ "az aze", { "әзербайжан", "азербайджанский", "азербайжан", "Azerbaijani" } },
	{ "tr tur", { "түрік", "турецкий", "түрк", "Turkish" } },
	{ "ota", { "осман түрік", "османский", "осмон түрк", "Ottoman Turkish" } },
	{ "chg", { "шағатай", "чагатайский", "чагатай", "Chagatai" } },
	{ "crh", { "қырым татар", "крымскотатарский", "крым татар", "Crimean Tatar" } },
	{ "nog", { "ноғай", "ногайский", "ногой", "Nogai" } },
	{ "alt", { "алтай", "алтайский", "алтай", "Altai" } },
	{ "cv chv", { "чуваш", "чувашский", "чуваш", "Chuvash" } },
	{ "sah", { "саха", "якутский", "саха", "Yakut" } },
	{ "tyv", { "тыва", "тувинский", "тыва", "Tuvan" } },
	{ "krc",
	  { "қарашай-балқар", "карачаево-балкарский", "карачай-балкар", "Karachay-Balkar" } },
	{ "kum", { "құмық", "кумыкский", "кумук", "Kumyk" } },
	{ "uk ukr", { "украин", "украинский", "украин", "Ukrainian" } },
	{ "be bel", { "беларусь", "белорусский", "беларусь", "Belarusian" } },
	{ "pl pol", { "поляк", "польский", "поляк", "Polish" } },
	{ "cs ces cze", { "чех", "чешский", "чех", "Czech" } },
	{ "sk slk slo", { "словак", "словацкий", "словак", "Slovak" } },
	{ "bg bul", { "болгар", "болгарский", "болгар", "Bulgarian" } },
	{ "sr srp", { "серб", "сербский", "серб", "Serbian" } },
	{ "cu chu", { "шіркеу-славян", "церковнославянский", "чиркөө-славян", "Church Slavonic" } },
	{ "de deu ger", { "неміс", "немецкий", "немис", "German" } },
	{ "fr fra fre", { "француз", "французский", "француз", "French" } },
	{ "es spa", { "испан", "испанский", "испан", "Spanish" } },
	{ "it ita", { "итальян", "итальянский", "италян", "Italian" } },
	{ "pt por", { "португал", "португальский", "португал", "Portuguese" } },
	{ "nl nld dut", { "голланд", "нидерландский", "голланд", "Dutch" } },
	{ "sv swe", { "швед", "шведский", "швед", "Swedish" } },
	{ "fi fin", { "фин", "финский", "фин", "Finnish" } },
	{ "hu hun", { "мажар", "венгерский", "венгр", "Hungarian" } },
	{ "ro ron rum", { "румын", "румынский", "румын", "Romanian" } },
	{ "et est", { "эстон", "эстонский", "эстон", "Estonian" } },
	{ "lv lav", { "латыш", "латышский", "латыш", "Latvian" } },
	{ "lt lit", { "литва", "литовский", "литва", "Lithuanian" } },
	{ "el ell gre", { "грек", "греческий", "грек", "Greek" } },
	{ "grc", { "көне грек", "древнегреческий", "байыркы грек", "Ancient Greek" } },
	{ "la lat", { "латын", "латинский", "латын", "Latin" } },
	{ "ar ara", { "араб", "арабский", "араб", "Arabic" } },
	{ "fa fas per", { "парсы", "персидский", "фарсы", "Persian" } },
	{ "ps pus", { "пушту", "пушту", "пушту", "Pashto" } },
	{ "ku kur", { "күрд", "курдский", "курд", "Kurdish" } },
	{ "he heb", { "иврит", "иврит", "иврит", "Hebrew" } },
	{ "yi yid", { "идиш", "идиш", "идиш", "Yiddish" } },
	{ "hy hye arm", { "армян", "армянский", "армян", "Armenian" } },
	{ "ka kat geo", { "грузин", "грузинский", "грузин", "Georgian" } },
	{ "zh zho chi", { "қытай", "китайский", "кытай", "Chinese" } },
	{ "ja jpn", { "жапон", "японский", "жапон", "Japanese" } },
	{ "ko kor", { "корей", "корейский", "корей", "Korean" } },
	{ "mn mon", { "моңғол", "монгольский", "монгол", "Mongolian" } },
	{ "dng", { "дүнген", "дунганский", "дунган", "Dungan" } },
	{ "hi hin", { "хинди", "хинди", "хинди", "Hindi" } },
	{ "ur urd", { "урду", "урду", "урду", "Urdu" } },
	{ "sa san", { "санскрит", "санскрит", "санскрит", "Sanskrit" } },
	{ "eo epo", { "эсперанто", "эсперанто", "эсперанто", "Esperanto" } },
	{ "mul", { "бірнеше тіл", "несколько языков", "бир нече тил", "several languages" } },
	{ "und", { "белгісіз тіл", "язык не указан", "белгисиз тил", "unknown language" } },
	{ "zxx", { "мәтінсіз", "без текста", "текстсиз", "no text" } },
};

/* A code in a list separated by spaces, in any case. */
static bool has_code(const char *codes, struct str code)
{
	struct str rest = str_of(codes), one;
	while (str_next(&rest, ' ', &one)) {
		if (str_same_nocase(one, code))
			return true;
	}
	return false;
}

static const struct language_name *name_of(struct str code)
{
	size_t dash = str_find_byte(code, '-');
	code = str_upto(str_trim(code), dash);
	for (size_t i = 0; code.n >= 2 && i < COUNT_OF(names); i++) {
		if (has_code(names[i].codes, code))
			return &names[i];
	}
	return NULL;
}

struct str text_language_name(struct arena *mem, const char *lang, struct str code)
{
	const struct language_name *found = name_of(code);
	return found ? str_of(found->in[lang_index(lang)]) : str_copy(mem, code);
}

struct str text_language_code(struct str code)
{
	const struct language_name *found = name_of(code);
	return found ? str_upto(str_of(found->codes), str_find_byte(str_of(found->codes), ' '))
		     : code;
}
