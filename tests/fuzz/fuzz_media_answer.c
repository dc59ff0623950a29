/* Answers of a decoder that was taken over, and questions to one. */
#include "media/protocol_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct ctx c = { .mem = arena_new(0) };
	struct str bytes = { (const char *)p, n };
	struct answer a;
	struct question q;
	if (answer_read(&c, bytes, &a) && a.err.kind == ERR_NONE) {
		for (size_t i = 0; i < a.words.n; i++) {
			const struct media_word *w = &a.words.at[i];
			must(w->x + w->w <= MEDIA_BOX && w->y + w->h <= MEDIA_BOX && w->text.n);
		}
		/* what was believed once is said the same way again */
		struct buf b;
		buf_init(&b, c.mem, 0);
		answer_write(&b, &a);
		struct answer again;
		must(answer_read(&c, buf_str(&b), &again));
	}
	if (question_read(bytes, &q))
		must(q.op >= OP_FACTS && q.op < OP_END);
	arena_free(c.mem);
	return 0;
}
