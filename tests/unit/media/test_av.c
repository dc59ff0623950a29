/* Sound and film: made by the test itself, and real ones that are damaged. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "groups.h"
#include "media/media_int.h"

/* Runs ffmpeg outside of any sandbox, to make a file; -1 where there is none. */
static int made(struct ctx *c, const char *path, const char *const *args)
{
	const char *argv[40] = { "/usr/bin/ffmpeg", "-nostdin", "-v", "quiet", "-y" };
	size_t n = 5;
	for (; *args; args++)
		argv[n++] = *args;
	argv[n++] = path;
	int status = 0;
	pid_t pid = fork();
	if (pid == 0) {
		execv(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status == 0 ? file_at(c, path) : -1;
}

static int sound(struct ctx *c, const char *name)
{
	const char *const args[] = { "-f",        "lavfi",
				     "-i",        "sine=frequency=440:duration=3",
				     "-metadata", "title=\u041a\u0435\u0440\u0443\u0435\u043d",
				     "-metadata", "artist=A \"quoted\" name",
				     NULL };
	return made(c, path_join(c->mem, c->dir, name), args);
}

static int film(struct ctx *c, const char *name, const char *size)
{
	const char *const args[] = {
		"-f",        "lavfi",
		"-i",        str_print(c->mem, "testsrc=size=%s:rate=10:duration=2", size).s,
		"-f",        "lavfi",
		"-i",        "sine=duration=2",
		"-shortest", NULL
	};
	return made(c, path_join(c->mem, c->dir, name), args);
}

#define SKIP_WITHOUT(fd, c)                                                                        \
	if ((fd) < 0) {                                                                            \
		print_message("ffmpeg cannot make this here\n");                                   \
		unit_end(c);                                                                       \
		skip();                                                                            \
	}

static void test_sound__tells_its_length_and_names(void **state)
{
	static const char *const names[] = { "a.mp3", "a.ogg", "a.flac", "a.wav", "a.m4a" };
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct ctx *c = unit_begin();
		struct media_facts f;
		int fd = sound(c, names[i]);
		SKIP_WITHOUT(fd, c);
		unit_ok(c, media_av_facts(c, fd, MEDIA_SOUND, &f));
		assert_int_equal(f.kind, MEDIA_SOUND);
		assert_in_range(f.duration_ms, 2900, 3200);
		assert_str(f.title, "\u041a\u0435\u0440\u0443\u0435\u043d");
		assert_str(f.creator, "A \"quoted\" name");
		assert_int_equal(f.damage.n, 0);
		unit_end(c);
	}
}

static void test_sound__becomes_aac_in_mp4(void **state)
{
	struct ctx *c = unit_begin();
	struct media_facts f;
	char *to = path_join(c->mem, c->dir, "copy.m4a");
	int fd = sound(c, "a.flac");
	SKIP_WITHOUT(fd, c);
	unit_ok(c, media_av_access(c, fd, MEDIA_SOUND, to));
	unit_ok(c, media_av_facts(c, file_at(c, to), MEDIA_SOUND, &f));
	assert_string_equal(f.mime, "audio/mp4");
	assert_in_range(f.duration_ms, 2900, 3200);
	unit_end(c);
}

static void test_film__becomes_a_small_mp4_with_its_index_first(void **state)
{
	struct ctx *c = unit_begin();
	struct media_facts f;
	struct str head;
	char *to = path_join(c->mem, c->dir, "copy.mp4"),
	     *poster = path_join(c->mem, c->dir, "p.jpg");
	int fd = film(c, "a.avi", "1920x1082");
	SKIP_WITHOUT(fd, c);
	unit_ok(c, media_av_facts(c, fd, MEDIA_FILM, &f));
	assert_int_equal(f.kind, MEDIA_FILM);
	assert_int_equal(f.width, 1920);
	unit_ok(c, media_av_access(c, fd, MEDIA_FILM, to));
	int copy = file_at(c, to);
	unit_ok(c, media_av_facts(c, copy, MEDIA_FILM, &f));
	assert_string_equal(f.mime, "video/mp4");
	assert_int_equal(f.width, 1280);
	assert_int_equal(f.height, 720);
	unit_ok(c, file_read_at(c, copy, 0, 4096, &head));
	assert_true(str_find(head, STR("moov")) < str_find(head, STR("mdat")));
	unit_ok(c, media_av_poster(c, fd, poster));
	unit_ok(c, file_read_at(c, file_at(c, poster), 0, 3, &head));
	assert_memory_equal(head.s, "\xff\xd8\xff", 3);
	unit_end(c);
}

static void test_sound__that_is_cut_or_empty_is_told(void **state)
{
	struct ctx *c = unit_begin();
	struct media_facts f;
	int fd = sound(c, "a.flac");
	SKIP_WITHOUT(fd, c);
	struct str bytes = contents(c, fd);
	unit_ok(c, media_av_facts(c, file_of(c, str_upto(bytes, bytes.n / 2)), MEDIA_SOUND, &f));
	assert_true(f.damage.n > 0);
	assert_false(media_av_facts(c, file_of(c, str_upto(bytes, 50)), MEDIA_SOUND, &f));
	assert_int_equal(c->err.kind, ERR_INVALID);
	fd = sound(c, "a.m4a"); /* whose index stands at its end */
	bytes = contents(c, fd);
	assert_false(media_av_facts(c, file_of(c, str_upto(bytes, bytes.n / 2)), MEDIA_SOUND, &f));
	unit_end(c);
}

/* A list of other files is no recording, whatever its name and wherever it points. */
static void test_playlist__is_refused(void **state)
{
	static const char *const lists[] = {
		"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
		"ffconcat version 1.0\nfile /etc/passwd\n",
	};
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		struct ctx *c = unit_begin();
		struct media_facts f;
		assert_false(media_av_facts(c, file_of(c, str_of(lists[i])), MEDIA_SOUND, &f));
		assert_int_equal(c->err.kind, ERR_INVALID);
		unit_end(c);
	}
}

static void test_real_recordings__are_read_or_refused(void **state)
{
	struct ctx *c = unit_begin();
	const char *folder = unit_shared("corpus/av/mutagen");
	DIR *d = folder ? opendir(folder) : NULL;
	for (struct dirent *e; d && (e = readdir(d));) {
		if (!unit_sampled(e->d_name))
			continue;
		struct ctx one = { .mem = arena_new(0) };
		struct media_facts f;
		int fd = file_at(&one, path_join(one.mem, folder, e->d_name));
		const char *mime;
		enum media_kind kind = fd < 0 ? MEDIA_NONE : media_recognise_kind(fd, &mime);
		if (kind == MEDIA_SOUND || kind == MEDIA_FILM) {
			if (media_av_facts(&one, fd, kind, &f))
				assert_true(f.duration_ms > 0);
			else
				assert_true(one.err.kind == ERR_INVALID ||
					    one.err.kind == ERR_LIMIT ||
					    one.err.kind == ERR_REMOTE);
		}
		arena_free(one.mem);
	}
	if (d)
		closedir(d);
	unit_end(c);
	if (!d) {
		print_message("no folder of real recordings is here\n");
		skip();
	}
}

int group_av(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sound__tells_its_length_and_names),
		cmocka_unit_test(test_sound__becomes_aac_in_mp4),
		cmocka_unit_test(test_film__becomes_a_small_mp4_with_its_index_first),
		cmocka_unit_test(test_sound__that_is_cut_or_empty_is_told),
		cmocka_unit_test(test_playlist__is_refused),
		cmocka_unit_test(test_real_recordings__are_read_or_refused),
	};
	return cmocka_run_group_tests_name("av", tests, NULL, NULL);
}
