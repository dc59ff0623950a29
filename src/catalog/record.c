/* What a record says, as the row of a title. */
#include "catalog/catalog.h"

/* Beginnings of words in the four languages, and of MARC and Dublin Core, by what they mean. */
static const struct {
	const char *word, *kind;
} type_words[] = {
	{ "newspaper", "newspaper" },
	{ "газет", "newspaper" },
	{ "gazet", "newspaper" },
	{ "гезит", "newspaper" },
	{ "journal", "journal" },
	{ "magazine", "journal" },
	{ "serial", "journal" },
	{ "periodical", "journal" },
	{ "журнал", "journal" },
	{ "period", "journal" },
	{ "manuscript", "manuscript" },
	{ "рукопис", "manuscript" },
	{ "қолжазба", "manuscript" },
	{ "кол жазма", "manuscript" },
	{ "колжазма", "manuscript" },
	{ "map", "map" },
	{ "cartograph", "map" },
	{ "карта", "map" },
	{ "атлас", "map" },
	{ "atlas", "map" },
	{ "letter", "letter" },
	{ "письм", "letter" },
	{ "хат", "letter" },
	{ "sound", "sound" },
	{ "audio", "sound" },
	{ "music", "sound" },
	{ "звук", "sound" },
	{ "аудио", "sound" },
	{ "дыбыс", "sound" },
	{ "үн", "sound" },
	{ "film", "film" },
	{ "video", "film" },
	{ "moving", "film" },
	{ "фильм", "film" },
	{ "видео", "film" },
	{ "бейне", "film" },
	{ "кино", "film" },
	{ "тасма", "film" },
	{ "slide", "slides" },
	{ "слайд", "slides" },
	{ "презентац", "slides" },
	{ "poem", "poem" },
	{ "poetry", "poem" },
	{ "стих", "poem" },
	{ "поэ", "poem" },
	{ "өлең", "poem" },
	{ "ыр", "poem" },
	{ "жыр", "poem" },
	{ "image", "image" },
	{ "picture", "image" },
	{ "photo", "image" },
	{ "still", "image" },
	{ "изображ", "image" },
	{ "фото", "image" },
	{ "сурет", "image" },
	{ "сүрөт", "image" },
	{ "book", "book" },
	{ "monograph", "book" },
	{ "booklet", "book" },
	{ "книг", "book" },
	{ "кітап", "book" },
	{ "китеп", "book" },
	{ "kitap", "book" },
	{ "брошюр", "book" },
	{ "кітапша", "book" },
	{ "text", "text" },
	{ "текст", "text" },
	{ "мәтін", "text" },
	{ "leaflet", "text" },
	{ "листов", "text" },
	{ "парақша", "text" },
	{ "баракча", "text" },
};

const char *title_kind_of_type(struct str type)
{
	for (size_t i = 0; i < COUNT_OF(type_words); i++)
		if (type.n && str_starts(type, type_words[i].word))
			return type_words[i].kind;
	return NULL;
}

static const char *kind_of(struct str type, const char *media_kind)
{
	const char *kind = title_kind_of_type(type);
	if (kind)
		return kind;
	if (strcmp(media_kind, "sound") == 0 || strcmp(media_kind, "film") == 0)
		return media_kind;
	return "text";
}

static struct str subjects_of(struct arena *mem, const struct record *r)
{
	struct buf b;
	buf_init(&b, mem, 1 << 20);
	buf_add_z(&b, "");
	for (size_t i = 0; i < r->n; i++) {
		if (r->at[i].field != RECORD_SUBJECT)
			continue;
		if (b.n)
			buf_add_char(&b, '\n');
		for (size_t k = 0; k < r->at[i].value.n; k++)
			buf_add_char(&b, r->at[i].value.s[k] == '\n' ? ' ' : r->at[i].value.s[k]);
	}
	return buf_str(&b);
}

/* A code of ISO 639: one of the four of ours, or as the record writes it where that is short. */
static struct str language_of(struct arena *mem, struct str value)
{
	const char *known = text_language_of(value);
	if (known)
		return str_of(known);
	return value.n && value.n <= 8 ? text_lower(mem, value) : STR("");
}

static struct str field(const struct record *r, enum record_field f)
{
	struct str s = record_first(r, f);
	return s.s ? s : STR("");
}

void title_of_record(struct arena *mem, const struct record *r, const char *media_kind,
		     struct title *ret)
{
	struct str type = text_lower(mem, field(r, RECORD_TYPE));
	*ret = (struct title){
		.name = field(r, RECORD_TITLE),
		.creator = field(r, RECORD_CREATOR),
		.publisher = field(r, RECORD_PUBLISHER),
		.place = field(r, RECORD_PLACE),
		.date = field(r, RECORD_DATE),
		.language = language_of(mem, field(r, RECORD_LANGUAGE)),
		.kind = str_of(kind_of(type, media_kind)),
		.description = field(r, RECORD_DESCRIPTION),
		.series = field(r, RECORD_SERIES),
		.subjects = subjects_of(mem, r),
		.record = record_to_json(mem, r),
		.year = record_year(field(r, RECORD_DATE)),
	};
}
