/*
 * recognise - the words of a document: from its own text layer where that is sound, else by OCR.
 *
 * The work of the job kind "recognise". The words with their boxes become the next version of the
 * object (text/words.tsv, text/text.txt) and the catalogue's page table; the title is queued for
 * the index. Pages are read by as many decoders as the machine has cores, shared among all jobs of
 * a library (DIR/run/slot-N). Safe to repeat: what a killed run left is finished or done anew.
 */
#ifndef KERUEN_RECOGNISE_H
#define KERUEN_RECOGNISE_H

#include "catalog/catalog.h"
#include "media/media.h"

/* Called at least every few seconds while a document is worked on; false: give up (lease lost). */
typedef bool recognise_alive_fn(struct ctx *c, void *arg);

/* Recognises one document. A page that fails is left without words and told in the events; the
 * rest goes on. ABSENT: no such document (nothing to do); BUSY: given up; INTERNAL */
bool recognise_document(struct ctx *c, struct str id, recognise_alive_fn *alive,
			void *arg) MUST_USE;

/* Ends the decoders that this process kept for the next document. */
void recognise_rest(void);

/* Whether a text layer says what the page says, as far as its words alone can tell. */
enum layer_verdict { LAYER_GOOD, LAYER_EMPTY, LAYER_BROKEN };
enum layer_verdict recognise_judge(const struct media_words *w);

#endif
