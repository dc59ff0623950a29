/*
 * map - from a name to its authority without asking the database: DIR/authority.map.
 *
 * The index asks this of every name of every title. Building writes it beside and renames it. The
 * file begins with eight letters, the number of slots and where they begin (u64 each); then of each
 * authority its id and its forms, a u32 and the bytes; then slots of hash and place, found by
 * linear probing; place 0 is a free one.
 */
#include "authority/authority_int.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 24, ID = 13, CHUNK = 1 << 20, FORMS_MOST = 4000 };
static const char letters[8] = "KERAUTH1";

struct slot {
	uint64_t hash, at;
};
struct map_out {
	const char *path;
	int fd;
	struct arena *mem;
	struct buf chunk;
	uint64_t at; /* of the file: all before the chunk is written */
	uint64_t authority;
	struct slot *names;
	size_t n, cap;
	bool ok;
};

/* Writing */

static void end_out(void *arg)
{
	struct map_out *k = arg;
	if (k->fd >= 0)
		close(k->fd);
	k->fd = -1;
}

bool map_new(struct ctx *c, struct map_out **ret)
{
	struct map_out *k = arena_new_of(c->mem, struct map_out);
	k->path = path_join(c->mem, c->dir, "authority.map.new");
	k->mem = c->mem;
	k->fd = open(k->path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (k->fd < 0)
		return fail_errno(c, "could not write {0}: {1}", k->path);
	arena_on_end(c->mem, end_out, k);
	buf_init(&k->chunk, c->mem, 0);
	buf_add_bytes(&k->chunk, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", HEAD);
	k->ok = true;
	*ret = k;
	return true;
}

static void flush(struct map_out *k)
{
	k->ok = k->ok && file_write_all(k->fd, k->chunk.s, k->chunk.n);
	k->at += k->chunk.n;
	buf_clear(&k->chunk);
}

void map_authority(struct map_out *k, struct str id, struct str forms)
{
	uint32_t n = (uint32_t)(forms.n <= FORMS_MOST ? forms.n : 0);
	must(id.n == ID);
	if (k->chunk.n >= CHUNK)
		flush(k);
	k->authority = k->at + k->chunk.n;
	buf_add(&k->chunk, id);
	buf_add_bytes(&k->chunk, &n, sizeof(n));
	buf_add_bytes(&k->chunk, forms.s, n);
}

void map_name(struct map_out *k, uint64_t hash)
{
	if (k->n == k->cap) {
		size_t each = sizeof(*k->names), more = k->cap ? 2 * k->cap : 1024;
		k->names = arena_grow(k->mem, k->names, k->cap * each, more * each);
		k->cap = more;
	}
	k->names[k->n++] = (struct slot){ hash, k->authority };
}

static struct slot *slots_of(struct map_out *k, size_t n_slots)
{
	struct slot *slots = arena_array_of(k->mem, n_slots, struct slot);
	for (size_t i = 0; i < k->n; i++) {
		size_t slot = k->names[i].hash & (n_slots - 1);
		while (slots[slot].at && slots[slot].hash != k->names[i].hash)
			slot = (slot + 1) & (n_slots - 1);
		if (!slots[slot].at)
			slots[slot] = k->names[i];
	}
	return slots;
}

bool map_finish(struct ctx *c, struct map_out *k)
{
	uint64_t n_slots = 16;
	unsigned char head[HEAD];
	const char *to = path_join(c->mem, c->dir, "authority.map");
	while (n_slots < 2 * k->n)
		n_slots *= 2;
	while ((k->at + k->chunk.n) % sizeof(uint64_t))
		buf_add_char(&k->chunk, '\0');
	flush(k);
	memcpy(head, letters, sizeof(letters));
	memcpy(head + 8, &n_slots, sizeof(n_slots));
	memcpy(head + 16, &k->at, sizeof(k->at));
	struct slot *slots = slots_of(k, n_slots);
	bool ok = k->ok && file_write_all(k->fd, slots, n_slots * sizeof(*slots)) &&
		  pwrite(k->fd, head, sizeof(head), 0) == sizeof(head) && fdatasync(k->fd) == 0 &&
		  rename(k->path, to) == 0;
	if (!ok)
		return fail_errno(c, "could not write {0}: {1}", to);
	end_out(k);
	return folder_sync(c, c->dir);
}

struct making {
	struct map_out *out;
	struct arena *scratch;
	struct buf forms, hashes;
	char id[ID];
	size_t n;
};

static void end_authority(struct making *m)
{
	if (m->n == 0)
		return;
	map_authority(m->out, (struct str){ m->id, ID }, m->n > 1 ? buf_str(&m->forms) : STR_NONE);
	for (size_t i = 0; i < m->n; i++) {
		uint64_t hash;
		memcpy(&hash, m->hashes.s + i * sizeof(hash), sizeof(hash));
		map_name(m->out, hash);
	}
	m->n = 0;
	buf_clear(&m->forms);
	buf_clear(&m->hashes);
}

static bool take_form(struct ctx *c, void *arg, const struct all_forms *f)
{
	struct making *m = arg;
	(void)c;
	if (m->n && !str_same(f->id, (struct str){ m->id, ID }))
		end_authority(m);
	must(f->id.n == ID);
	memcpy(m->id, f->id.s, ID);
	arena_reset(m->scratch);
	uint64_t hash = name_hash(m->scratch, f->kind, f->form, f->dates);
	buf_add_bytes(&m->hashes, &hash, sizeof(hash));
	buf_add(&m->forms, f->form);
	buf_add_char(&m->forms, '\n');
	m->n++;
	return true;
}

bool map_make(struct ctx *c)
{
	struct making *m = arena_new_of(c->mem, struct making);
	m->scratch = arena_new(0);
	buf_init(&m->forms, c->mem, 0);
	buf_init(&m->hashes, c->mem, 0);
	bool ok = map_new(c, &m->out) && forms_walk(c, take_form, m);
	if (ok) {
		end_authority(m);
		ok = map_finish(c, m->out);
	}
	arena_free(m->scratch);
	return ok;
}

/* Reading: the map of this process, as long as the file is the same */

static struct {
	const unsigned char *map;
	size_t n;
	uint64_t inode, n_slots, slots_at;
	struct timespec changed;
	char *path;
} now;

static void let_go(void)
{
	if (now.map)
		munmap((void *)now.map, now.n);
	free(now.path);
	memset(&now, 0, sizeof(now));
}

static bool is_sound(void)
{
	memcpy(&now.n_slots, now.map + 8, sizeof(now.n_slots));
	memcpy(&now.slots_at, now.map + 16, sizeof(now.slots_at));
	return memcmp(now.map, letters, sizeof(letters)) == 0 && now.n_slots &&
	       (now.n_slots & (now.n_slots - 1)) == 0 && now.slots_at >= HEAD &&
	       now.slots_at <= now.n && now.n_slots <= (now.n - now.slots_at) / sizeof(struct slot);
}

static bool look(const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0) {
		let_go();
		return false;
	}
	if (now.path && strcmp(now.path, path) == 0 && now.inode == st.st_ino &&
	    now.changed.tv_sec == st.st_mtim.tv_sec && now.changed.tv_nsec == st.st_mtim.tv_nsec)
		return now.map;
	let_go();
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	void *map = fd < 0 || st.st_size < HEAD
			    ? MAP_FAILED
			    : mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (fd >= 0)
		close(fd);
	now.path = strdup(path);
	must(now.path);
	now.inode = st.st_ino;
	now.changed = st.st_mtim;
	now.n = (size_t)st.st_size;
	now.map = map == MAP_FAILED ? NULL : map;
	if (now.map && !is_sound()) {
		munmap((void *)now.map, now.n);
		now.map = NULL;
	}
	return now.map;
}

static bool entry_at(uint64_t at, struct authority_known *ret)
{
	uint32_t n;
	if (at < HEAD || at + ID + sizeof(n) > now.slots_at)
		return false;
	memcpy(&n, now.map + at + ID, sizeof(n));
	if (n > now.slots_at - at - ID - sizeof(n))
		return false;
	*ret = (struct authority_known){
		.id = { (const char *)now.map + at, ID },
		.forms = { (const char *)now.map + at + ID + sizeof(n), n },
	};
	return true;
}

static bool find(uint64_t hash, struct authority_known *ret)
{
	const unsigned char *slots = now.map + now.slots_at;
	uint64_t slot = hash & (now.n_slots - 1);
	for (uint64_t tried = 0; tried < now.n_slots; tried++) {
		struct slot s;
		memcpy(&s, slots + slot * sizeof(s), sizeof(s));
		if (s.at == 0)
			return false;
		if (s.hash == hash)
			return entry_at(s.at, ret);
		slot = (slot + 1) & (now.n_slots - 1);
	}
	return false;
}

bool authority_known(struct ctx *c, enum authority_kind kind, struct str name, struct str dates,
		     struct authority_known *ret)
{
	return look(path_join(c->mem, c->dir, "authority.map")) &&
	       find(name_hash(c->mem, kind, name, dates), ret);
}
