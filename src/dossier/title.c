/* The title that a record stands for, and what identifies document and title. */
#include "dossier/dossier.h"

const char *dossier_software(void)
{
	return "keruen " KERUEN_VERSION;
}

struct str dossier_digest(struct arena *mem, const struct dossier_file *files, size_t n)
{
	if (n == 1)
		return files[0].digest;
	struct buf b;
	buf_init(&b, mem, 0);
	for (size_t i = 0; i < n; i++)
		buf_print(&b, "%.*s %lld %.*s\n", STR_ARGS(files[i].digest),
			  (long long)files[i].size, STR_ARGS(path_name(files[i].logical)));
	return store_digest(mem, buf_str(&b));
}

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

const char *dossier_kind_of_type(struct str type)
{
	for (size_t i = 0; i < COUNT_OF(type_words); i++)
		if (type.n && str_starts(type, type_words[i].word))
			return type_words[i].kind;
	return NULL;
}

const char *dossier_kind(struct str type, const char *media_kind)
{
	const char *kind = dossier_kind_of_type(type);
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

static struct str title_id(struct arena *mem, const struct dossier *x)
{
	if (!x->record.raw.n)
		return x->document.id;
	struct str parts[] = { x->partner.code, x->record.raw };
	return catalog_id_of(mem, store_digest(mem, str_join(mem, parts, 2, STR("\n"))));
}

void dossier_title(struct arena *mem, struct dossier *x, bool needs_cataloguer)
{
	const struct record *r = &x->record;
	struct str type = text_lower(mem, field(r, RECORD_TYPE));
	if (!x->title.id.n)
		x->title.id = title_id(mem, x);
	x->document.title = x->title.id;
	x->title = (struct title){
		.id = x->title.id,
		.name = field(r, RECORD_TITLE),
		.creator = field(r, RECORD_CREATOR),
		.publisher = field(r, RECORD_PUBLISHER),
		.place = field(r, RECORD_PLACE),
		.date = field(r, RECORD_DATE),
		.language = language_of(mem, field(r, RECORD_LANGUAGE)),
		.kind = str_of(dossier_kind(type, str_z(mem, x->document.kind))),
		.description = field(r, RECORD_DESCRIPTION),
		.series = field(r, RECORD_SERIES),
		.subjects = subjects_of(mem, r),
		.record = record_to_json(mem, r),
		.year = record_year(field(r, RECORD_DATE)),
		.needs_cataloguer = needs_cataloguer,
		.changed = x->document.deposited,
	};
}
