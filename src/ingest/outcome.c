/* What became of a document, as a message from the process that took it to the one that deposits.
 */
#include "ingest/ingest_int.h"

#include <jansson.h>

enum { TEXT_MAX = 4000 };

static void add_text(struct buf *b, const char *name, struct str s)
{
	buf_print(b, ",\"%s\":", name);
	buf_add_json(b, str_upto(s, TEXT_MAX));
}

struct str outcome_write(struct arena *mem, size_t find, const struct outcome *o)
{
	struct buf b;
	buf_init(&b, mem, INGEST_MESSAGE_MAX);
	buf_print(&b, "{\"find\":%zu,\"result\":%d,\"fatal\":%d,\"kind\":%d", find, (int)o->result,
		  o->fatal, (int)o->why.kind);
	buf_print(&b, ",\"bytes\":%lld,\"pages\":%lld,\"ms\":%lld,\"cataloguer\":%d",
		  (long long)o->bytes, (long long)o->pages, (long long)o->ms, o->needs_cataloguer);
	add_text(&b, "text", str_of(o->why.text ? o->why.text : ""));
	for (int i = 0; i < ERR_ARGS; i++) {
		char name[16];
		snprintf(name, sizeof(name), "arg%d", i);
		if (o->why.args[i].s)
			add_text(&b, name, o->why.args[i]);
	}
	add_text(&b, "id", o->id);
	add_text(&b, "digest", o->digest);
	add_text(&b, "title", o->title);
	add_text(&b, "damage", o->damage);
	add_text(&b, "quarantine", o->quarantine);
	buf_add_z(&b, "}");
	must(!b.full);
	return buf_str(&b);
}

static struct str text(struct arena *mem, const json_t *j, const char *name)
{
	const json_t *v = json_object_get(j, name);
	if (!json_is_string(v))
		return STR_NONE;
	return str_copy(mem, (struct str){ json_string_value(v), json_string_length(v) });
}

static int64_t number(const json_t *j, const char *name)
{
	return json_integer_value(json_object_get(j, name));
}

bool outcome_read(struct arena *mem, struct str bytes, size_t *ret_find, struct outcome *ret)
{
	json_t *j = json_loadb(bytes.s, bytes.n, 0, NULL);
	if (!json_is_object(j)) {
		json_decref(j);
		return false;
	}
	struct outcome o = {
		.result = (enum deposit_result)number(j, "result"),
		.fatal = number(j, "fatal") != 0,
		.bytes = number(j, "bytes"),
		.pages = number(j, "pages"),
		.ms = number(j, "ms"),
		.needs_cataloguer = number(j, "cataloguer") != 0,
		.id = text(mem, j, "id"),
		.digest = text(mem, j, "digest"),
		.title = text(mem, j, "title"),
		.damage = text(mem, j, "damage"),
		.quarantine = text(mem, j, "quarantine"),
		.why.kind = (enum err_kind)number(j, "kind"),
		.why.text = str_z(mem, text(mem, j, "text")),
		.why.args = { text(mem, j, "arg0"), text(mem, j, "arg1"), text(mem, j, "arg2") },
	};
	*ret_find = (size_t)number(j, "find");
	json_decref(j);
	*ret = o;
	return true;
}
