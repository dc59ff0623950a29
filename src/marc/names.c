/*
 * names - what dialects, containers, encodings and mends are called, for people and for machines.
 */
#include "marc/marc_int.h"

/* As the standards and libyaz call them; the order is that of enum marc_encoding. */
const char *const marc_encodings[] = {
	"utf-8",   "marc-8", "windows-1251", "koi8-r",   "cp866", "iso-8859-5",
	"kz-1048", "pt154",  "windows-1252", "iso-5426", NULL,
};

static const char *const dialects[] = {
	[MARC_UNKNOWN] = "unknown", [MARC_21] = "marc21",       [MARC_UNIMARC] = "unimarc",
	[MARC_RUSMARC] = "rusmarc", [MARC_KAZMARC] = "kazmarc", [MARC_IRBIS] = "irbis",
};

static const char *const containers[MARC_CONTAINERS] = {
	[MARC_ISO2709] = "iso2709",
	[MARC_XML] = "marcxml",
	[MARC_LINES] = "lines",
	[MARC_IRBIS_TEXT] = "irbis",
};

static const struct {
	const char *code, *name;
} mends[MENDS] = {
	[MEND_LENGTH] = { "length", N_("wrong length of a record") },
	[MEND_TERMINATOR] = { "terminator", N_("missing end of a field or a record") },
	[MEND_DIRECTORY] = { "directory", N_("a directory that does not fit the fields") },
	[MEND_PADDING] = { "padding", N_("foreign bytes between records") },
	[MEND_LEADER] = { "leader", N_("a leader that is too long, too short or wrong") },
	[MEND_INDICATORS] = { "indicators", N_("missing or wrong indicators") },
	[MEND_SUBFIELD] = { "subfield", N_("wrong signs of subfields") },
	[MEND_CONTROL] = { "control", N_("control characters in the text") },
	[MEND_ENCODING] = { "encoding", N_("another encoding than the record says") },
	[MEND_TWICE] = { "twice", N_("text encoded twice") },
	[MEND_DECOMPOSED] = { "decomposed", N_("letters taken apart into letter and mark") },
	[MEND_ENTITIES] = { "entities", N_("signs written as entities of HTML") },
	[MEND_LOST] = { "lost", N_("bytes that are in no encoding") },
};

const char *marc_dialect_name(enum marc_dialect d)
{
	return (size_t)d < COUNT_OF(dialects) ? dialects[d] : dialects[MARC_UNKNOWN];
}

bool marc_dialect_of(struct str name, enum marc_dialect *ret)
{
	for (size_t i = 0; i < COUNT_OF(dialects); i++) {
		if (str_is(name, dialects[i])) {
			*ret = (enum marc_dialect)i;
			return true;
		}
	}
	return false;
}

const char *marc_container_name(enum marc_container k)
{
	return containers[k];
}

const char *marc_mend_name(enum marc_mend m)
{
	return mends[m].name;
}

const char *marc_mend_code(enum marc_mend m)
{
	return mends[m].code;
}
