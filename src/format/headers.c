/*
 * headers - what the columns of lists are called, in four languages.
 */
#include "format/format_int.h"

static const struct {
	const char *name; /* lower case, only letters; several words run together */
	enum record_field field;
} headers[] = {
	{ "title", RECORD_TITLE },
	{ "booktitle", RECORD_TITLE },
	{ "name", RECORD_TITLE },
	{ "название", RECORD_TITLE },
	{ "заглавие", RECORD_TITLE },
	{ "наименование", RECORD_TITLE },
	{ "атауы", RECORD_TITLE },
	{ "тақырыбы", RECORD_TITLE },
	{ "аталышы", RECORD_TITLE },
	{ "аты", RECORD_TITLE },
	{ "creator", RECORD_CREATOR },
	{ "author", RECORD_CREATOR },
	{ "authors", RECORD_CREATOR },
	{ "автор", RECORD_CREATOR },
	{ "авторы", RECORD_CREATOR },
	{ "авторлар", RECORD_CREATOR },
	{ "авторлары", RECORD_CREATOR },
	{ "contributor", RECORD_CONTRIBUTOR },
	{ "contributors", RECORD_CONTRIBUTOR },
	{ "editor", RECORD_CONTRIBUTOR },
	{ "translator", RECORD_CONTRIBUTOR },
	{ "редактор", RECORD_CONTRIBUTOR },
	{ "переводчик", RECORD_CONTRIBUTOR },
	{ "составитель", RECORD_CONTRIBUTOR },
	{ "редакторы", RECORD_CONTRIBUTOR },
	{ "аудармашы", RECORD_CONTRIBUTOR },
	{ "құрастырушы", RECORD_CONTRIBUTOR },
	{ "котормочу", RECORD_CONTRIBUTOR },
	{ "түзүүчү", RECORD_CONTRIBUTOR },
	{ "place", RECORD_PLACE },
	{ "city", RECORD_PLACE },
	{ "место", RECORD_PLACE },
	{ "город", RECORD_PLACE },
	{ "местоиздания", RECORD_PLACE },
	{ "қала", RECORD_PLACE },
	{ "қаласы", RECORD_PLACE },
	{ "шықжері", RECORD_PLACE },
	{ "шыққанжері", RECORD_PLACE },
	{ "шаар", RECORD_PLACE },
	{ "шаары", RECORD_PLACE },
	{ "чыкканжери", RECORD_PLACE },
	{ "publisher", RECORD_PUBLISHER },
	{ "издательство", RECORD_PUBLISHER },
	{ "издатель", RECORD_PUBLISHER },
	{ "баспа", RECORD_PUBLISHER },
	{ "баспасы", RECORD_PUBLISHER },
	{ "басмакана", RECORD_PUBLISHER },
	{ "басма", RECORD_PUBLISHER },
	{ "date", RECORD_DATE },
	{ "year", RECORD_DATE },
	{ "publicationyear", RECORD_DATE },
	{ "год", RECORD_DATE },
	{ "годиздания", RECORD_DATE },
	{ "дата", RECORD_DATE },
	{ "жыл", RECORD_DATE },
	{ "жылы", RECORD_DATE },
	{ "шыққанжылы", RECORD_DATE },
	{ "басылғанжылы", RECORD_DATE },
	{ "күні", RECORD_DATE },
	{ "чыкканжылы", RECORD_DATE },
	{ "language", RECORD_LANGUAGE },
	{ "lang", RECORD_LANGUAGE },
	{ "язык", RECORD_LANGUAGE },
	{ "тіл", RECORD_LANGUAGE },
	{ "тілі", RECORD_LANGUAGE },
	{ "тил", RECORD_LANGUAGE },
	{ "тили", RECORD_LANGUAGE },
	{ "subject", RECORD_SUBJECT },
	{ "subjects", RECORD_SUBJECT },
	{ "keywords", RECORD_SUBJECT },
	{ "topic", RECORD_SUBJECT },
	{ "тема", RECORD_SUBJECT },
	{ "темы", RECORD_SUBJECT },
	{ "предмет", RECORD_SUBJECT },
	{ "рубрика", RECORD_SUBJECT },
	{ "ключевыеслова", RECORD_SUBJECT },
	{ "пәні", RECORD_SUBJECT },
	{ "тақырып", RECORD_SUBJECT },
	{ "түйінсөздер", RECORD_SUBJECT },
	{ "кілтсөздер", RECORD_SUBJECT },
	{ "темасы", RECORD_SUBJECT },
	{ "ачкычсөздөр", RECORD_SUBJECT },
	{ "description", RECORD_DESCRIPTION },
	{ "abstract", RECORD_DESCRIPTION },
	{ "summary", RECORD_DESCRIPTION },
	{ "описание", RECORD_DESCRIPTION },
	{ "аннотация", RECORD_DESCRIPTION },
	{ "сипаттама", RECORD_DESCRIPTION },
	{ "сипаттамасы", RECORD_DESCRIPTION },
	{ "аңдатпа", RECORD_DESCRIPTION },
	{ "сүрөттөмө", RECORD_DESCRIPTION },
	{ "type", RECORD_TYPE },
	{ "genre", RECORD_TYPE },
	{ "kind", RECORD_TYPE },
	{ "вид", RECORD_TYPE },
	{ "тип", RECORD_TYPE },
	{ "видиздания", RECORD_TYPE },
	{ "түрі", RECORD_TYPE },
	{ "түрү", RECORD_TYPE },
	{ "identifier", RECORD_IDENTIFIER },
	{ "id", RECORD_IDENTIFIER },
	{ "inventory", RECORD_IDENTIFIER },
	{ "инвентарныйномер", RECORD_IDENTIFIER },
	{ "идентификатор", RECORD_IDENTIFIER },
	{ "шифр", RECORD_IDENTIFIER },
	{ "шифры", RECORD_IDENTIFIER },
	{ "isbn", RECORD_ISBN },
	{ "issn", RECORD_ISSN },
	{ "extent", RECORD_EXTENT },
	{ "pages", RECORD_EXTENT },
	{ "объем", RECORD_EXTENT },
	{ "страниц", RECORD_EXTENT },
	{ "страницы", RECORD_EXTENT },
	{ "беттер", RECORD_EXTENT },
	{ "бетсаны", RECORD_EXTENT },
	{ "көлемі", RECORD_EXTENT },
	{ "көлөмү", RECORD_EXTENT },
	{ "барактар", RECORD_EXTENT },
	{ "series", RECORD_SERIES },
	{ "серия", RECORD_SERIES },
	{ "сериясы", RECORD_SERIES },
	{ "топтама", RECORD_SERIES },
	{ "rights", RECORD_RIGHTS },
	{ "licence", RECORD_RIGHTS },
	{ "license", RECORD_RIGHTS },
	{ "права", RECORD_RIGHTS },
	{ "лицензия", RECORD_RIGHTS },
	{ "құқық", RECORD_RIGHTS },
	{ "құқықтары", RECORD_RIGHTS },
	{ "укуктар", RECORD_RIGHTS },
	{ "file", RECORD_FILE },
	{ "filename", RECORD_FILE },
	{ "path", RECORD_FILE },
	{ "folder", RECORD_FILE },
	{ "файл", RECORD_FILE },
	{ "имяфайла", RECORD_FILE },
	{ "папка", RECORD_FILE },
	{ "файлатауы", RECORD_FILE },
	{ "файлаты", RECORD_FILE },
	{ "файлы", RECORD_FILE },
	{ "бума", RECORD_FILE },
	{ "папкасы", RECORD_FILE },
};

/* "Место издания (город)" → "местоиздания": letters up to a bracket, lower case, ё as е. */
static struct str header_key(struct arena *mem, struct str name)
{
	struct buf out;
	buf_init(&out, mem, 0);
	name = text_lower(mem, text_nfc(mem, name));
	for (size_t at = 0; at < name.n;) {
		uint32_t cp = text_next(name, &at);
		if (cp == '(' || cp == '[')
			break;
		if (cp == 0x451)
			cp = 0x435;
		if ((cp >= 'a' && cp <= 'z') || (cp >= 0x400 && cp < 0x530))
			buf_add_utf8(&out, cp);
	}
	return buf_str(&out);
}

bool field_of_header(struct arena *mem, struct str name, enum record_field *ret)
{
	/* "dc.title", "dcterms:title": the word after the scheme */
	size_t colon = str_find_byte(name, ':'), dot = str_find_byte(name, '.');
	if (str_starts(name, "dc") && (colon < name.n || dot < name.n))
		name = str_from(name, (colon < name.n ? colon : dot) + 1);
	struct str key = header_key(mem, name);
	for (size_t i = 0; i < COUNT_OF(headers); i++) {
		if (str_is(key, headers[i].name)) {
			*ret = headers[i].field;
			return true;
		}
	}
	return false;
}
