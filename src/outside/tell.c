/*
 * tell - answers as lines of JSON, one a catalogue, and back.
 */
#include <jansson.h>

#include "outside/outside.h"

enum { RECORDS_MAX = 1000 }; /* of one answer */

/* Bytes as text: U+0000 … U+00FF, one a byte. */
static void add_bytes(struct buf *out, struct str bytes)
{
	struct buf text;
	buf_init(&text, out->mem, 0);
	for (size_t i = 0; i < bytes.n; i++)
		buf_add_utf8(&text, (unsigned char)bytes.s[i]);
	buf_add_json(out, buf_str(&text));
}

static bool bytes_of(struct arena *mem, struct str text, struct str *ret)
{
	char *p = arena_take(mem, text.n + 1);
	size_t n = 0;
	for (size_t at = 0; at < text.n;) {
		uint32_t cp = text_next(text, &at);
		if (cp > 0xFF)
			return false;
		p[n++] = (char)cp;
	}
	*ret = (struct str){ p, n };
	return true;
}

static void add_record(struct buf *out, const struct record_item *r)
{
	buf_print(out, "{\"format\":\"%s\",\"encoding\":\"%s\",\"dialect\":", r->format,
		  r->encoding ? r->encoding : "");
	buf_add_json(out, str_of(r->dialect ? r->dialect : ""));
	buf_add_z(out, ",\"raw\":");
	add_bytes(out, r->record.raw);
	buf_add_char(out, '}');
}

void outside_write(const struct outside_answers *a, struct buf *out)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct outside_answer *one = &a->at[i];
		buf_add_z(out, "{\"target\":");
		buf_add_json(out, one->target);
		buf_print(out, ",\"answered\":%s,\"trouble\":", one->answered ? "true" : "false");
		buf_add_json(out, one->trouble);
		buf_print(out, ",\"total\":%lld,\"records\":[", (long long)one->total);
		for (size_t k = 0; k < one->n; k++) {
			buf_add_z(out, k ? "," : "");
			add_record(out, &one->at[k]);
		}
		buf_add_z(out, "]}\n");
	}
}

static struct str text_at(struct arena *mem, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);
	return json_is_string(v)
		       ? str_copy(mem, (struct str){ json_string_value(v), json_string_length(v) })
		       : STR("");
}

static const char *option(struct str s)
{
	return s.n ? s.s : NULL;
}

static bool read_record(struct ctx *c, const json_t *o, struct record_item *ret)
{
	struct str raw;
	struct record_options how = { .format = option(text_at(c->mem, o, "format")),
				      .dialect = option(text_at(c->mem, o, "dialect")),
				      .encoding = option(text_at(c->mem, o, "encoding")) };
	if (!bytes_of(c->mem, text_at(c->mem, o, "raw"), &raw))
		return fail(c, ERR_INVALID, "the answer of a catalogue is damaged");
	return record_again(c, raw, &how, ret);
}

static bool read_records(struct ctx *c, const json_t *list, struct outside_answer *to)
{
	size_t n = json_array_size(list);
	if (n > RECORDS_MAX)
		return fail(c, ERR_LIMIT, "the answer of a catalogue is too long");
	to->at = arena_array_of(c->mem, n + 1, struct record_item);
	for (size_t i = 0; i < n; i++) {
		if (!read_record(c, json_array_get(list, i), &to->at[to->n]))
			return false;
		to->n += !to->at[to->n].reason;
	}
	return true;
}

static bool read_answer(struct ctx *c, struct str line, struct outside_answer *ret)
{
	json_error_t e;
	json_t *o = json_loadb(line.s, line.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &e);
	bool ok = json_is_object(o);
	if (ok) {
		*ret = (struct outside_answer){
			.target = text_at(c->mem, o, "target"),
			.answered = json_is_true(json_object_get(o, "answered")),
			.trouble = text_at(c->mem, o, "trouble"),
			.total = json_integer_value(json_object_get(o, "total")),
		};
		ok = read_records(c, json_object_get(o, "records"), ret);
	} else {
		fail(c, ERR_INVALID, "the answer of a catalogue is damaged");
	}
	json_decref(o);
	return ok;
}

bool outside_read(struct ctx *c, struct str text, struct outside_answers *ret)
{
	size_t n = 1;
	for (size_t i = 0; i < text.n; i++)
		n += text.s[i] == '\n';
	struct outside_answers all = { .at = arena_array_of(c->mem, n, struct outside_answer) };
	struct str line;
	while (str_next(&text, '\n', &line)) {
		if (str_trim(line).n == 0)
			continue;
		if (!read_answer(c, line, &all.at[all.n]))
			return false;
		all.n++;
	}
	*ret = all;
	return true;
}
