/*
 * xml - records in XML: MARCXML, MarcXchange (ISO 25577) and Index Data's Turbomarc.
 *
 * Of XML only what records have is read: tags, their attributes, text, CDATA, the five entities and
 * numbers. Declarations and comments are passed over, so nothing expands and nothing is fetched.
 * Prefixes and namespaces do not matter. A record is the innermost "record" (or "r") around fields;
 * where one is broken, the next one is still found.
 */
#include "marc/marc_int.h"

static bool is_record(struct str local)
{
	return str_is(local, "record") || str_is(local, "r");
}

/* Turbomarc has the tag in the element's name: c001, d245, and a subfield's code: sa. */
static bool is_turbo(struct str local, char kind)
{
	bool tag = local.n == 4 && local.s[0] == kind;
	for (size_t i = 1; tag && i < 4; i++) {
		char ch = local.s[i];
		tag = (ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z');
	}
	return tag;
}

static bool is_field(struct str local)
{
	return str_is(local, "leader") || str_is(local, "controlfield") ||
	       str_is(local, "datafield") || str_is(local, "l") || is_turbo(local, 'c') ||
	       is_turbo(local, 'd');
}

bool xml_likely(struct str b)
{
	if (str_starts(b, "\xEF\xBB\xBF"))
		b = str_from(b, 3);
	b = str_trim(b);
	if (b.n < 5 || b.s[0] != '<')
		return false;
	for (size_t at = 0; at < b.n;) {
		struct xml_mark m = xml_next(b, at);
		if (m.kind == XML_MORE)
			return false;
		if ((m.kind == XML_START || m.kind == XML_EMPTY) && is_field(m.local))
			return true;
		at = m.end;
	}
	return false;
}

/* A record is under way from `begins`: its end, or what broke it. */
static bool frame_record(struct str s, size_t begins, struct str name, bool end,
			 struct marc_frame *ret)
{
	bool fields = false;
	size_t at = begins;
	for (bool first = true;; first = false) {
		struct xml_mark m = xml_next(s, at);
		if (m.kind == XML_MORE)
			break;
		at = m.end;
		if (m.kind == XML_END && str_same(m.name, name)) {
			ret->skip = fields ? begins : at;
			ret->n = fields ? at - begins : 0;
			return true;
		}
		if (m.kind == XML_START && is_record(m.local) && !first) {
			ret->skip = fields ? begins : m.at;
			ret->n = fields ? m.at - begins : 0;
			ret->reason = fields ? N_("its XML is broken") : NULL;
			return true;
		}
		fields |= m.kind != XML_END && is_field(m.local);
	}
	if (!end && s.n - begins < MARC_BYTES_MAX) {
		*ret = (struct marc_frame){ .skip = begins };
		return begins > 0;
	}
	ret->skip = begins;
	ret->n = s.n - begins;
	ret->reason = end ? N_("it is cut off at the end") : N_("it is larger than 8 MB");
	if (!fields && end)
		*ret = (struct marc_frame){ .skip = s.n };
	return true;
}

bool xml_frame(struct str s, bool end, struct marc_frame *ret)
{
	*ret = (struct marc_frame){ 0 };
	for (size_t at = 0;;) {
		struct xml_mark m = xml_next(s, at);
		if (m.kind == XML_MORE) {
			/* what is not whole may be of any length: a comment, a DOCTYPE */
			bool drop = end || s.n - at >= MARC_BYTES_MAX;
			ret->skip = drop ? s.n : m.at < s.n ? m.at : s.n;
			return end || ret->skip > 0;
		}
		if (m.kind == XML_START && is_record(m.local))
			return frame_record(s, m.at, m.name, end, ret);
		at = m.end;
	}
}

/* The text up to the next mark that is no comment, CDATA and all; *at stands at that mark. */
static struct str text_until(struct marc_reading *g, struct str s, size_t *at)
{
	struct str ret = STR_NONE;
	for (;;) {
		struct xml_mark m = xml_next(s, *at);
		struct str piece = marc_text(g, str_upto(str_from(s, *at), m.at - *at));
		if (ret.n && piece.n)
			piece = str_print(g->mem, "%.*s%.*s", STR_ARGS(ret), STR_ARGS(piece));
		ret = piece.n || !ret.s ? piece : ret;
		*at = m.at;
		if (m.kind == XML_CDATA) {
			bool escaped = g->escaped;
			g->escaped = false;
			piece = marc_text(g, m.rest);
			g->escaped = escaped;
			ret = str_print(g->mem, "%.*s%.*s", STR_ARGS(ret), STR_ARGS(piece));
		} else if (m.kind != XML_OTHER) {
			return ret;
		}
		*at = m.end;
	}
}

static char one_sign(struct marc_reading *g, struct str s)
{
	if (s.n == 1 && s.s[0] >= ' ' && s.s[0] < 0x7F)
		return s.s[0];
	if (s.n)
		marc_mended(g, MEND_INDICATORS);
	return ' ';
}

/* What a start tag opens; *at stands after it. field: the datafield that subfields go to. */
static struct marc_field *open_field(struct marc_reading *g, struct str s, const struct xml_mark *m,
				     struct marc_field *field, size_t *at)
{
	bool turbo = is_turbo(m->local, 'c') || is_turbo(m->local, 'd');
	char tag[5];
	if (turbo || str_is(m->local, "controlfield") || str_is(m->local, "datafield"))
		marc_tag(g, turbo ? str_from(m->local, 1) : xml_attribute(m->rest, "tag"), tag);
	if (str_is(m->local, "leader") || str_is(m->local, "l")) {
		marc_leader(g, text_until(g, s, at));
	} else if (str_is(m->local, "controlfield") || is_turbo(m->local, 'c')) {
		marc_add_control(g->mem, &g->item->marc, tag, text_until(g, s, at));
	} else if (str_is(m->local, "datafield") || is_turbo(m->local, 'd')) {
		char i1 = one_sign(g, xml_attribute(m->rest, turbo ? "i1" : "ind1"));
		char i2 = one_sign(g, xml_attribute(m->rest, turbo ? "i2" : "ind2"));
		return marc_add(g->mem, &g->item->marc, tag, i1, i2);
	} else if (field && str_is(m->local, "subfield")) {
		struct str code = xml_attribute(m->rest, "code");
		marc_add_sub(g->mem, field, code.n ? one_sign(g, code) : 0, text_until(g, s, at));
	} else if (field && m->local.s[0] == 's' && m->local.n == 2) {
		marc_add_sub(g->mem, field, one_sign(g, str_from(m->local, 1)),
			     text_until(g, s, at));
	}
	return field;
}

void xml_read(struct marc_reading *g, struct str s)
{
	struct marc_field *field = NULL;
	memset(g->item->marc.leader, ' ', LEADER);
	g->escaped = true;
	marc_text_begin(g, s, STR_NONE);
	for (size_t at = 0; at < s.n;) {
		struct xml_mark m = xml_next(s, at);
		if (m.kind == XML_MORE)
			break;
		at = m.end;
		if (m.kind != XML_START)
			continue;
		if (is_record(m.local) && str_starts(xml_attribute(m.rest, "format"), "MAB"))
			marc_aside(g, N_("it is a record of MAB2, which is not read"));
		if (g->item->marc.n >= MARC_FIELDS_MAX) {
			marc_aside(g, N_("it has more fields than are taken"));
			return;
		}
		field = open_field(g, s, &m, field, &at);
	}
	marc_is_mab(g, g->item->marc.leader);
}
