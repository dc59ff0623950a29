/*
 * library - one library's directory: what lies where, how it is set up, opening and closing it.
 *
 *	DIR/keruen.conf   configuration: "name = value" lines, # comments
 *	DIR/places.tsv    other names of places, by an editor's hand; may be missing
 *	DIR/keruen.db     the database, unless the configuration names another
 *	DIR/store         the preservation store (OCFL), which all else can be made from
 *	DIR/incoming      deposits on their way in      DIR/quarantine  what was refused, and why
 *	DIR/index         the full-text index           DIR/derived     page images, playable copies
 *	DIR/run           locks and wake-up calls       DIR/logs        audits
 */
#ifndef KERUEN_LIBRARY_H
#define KERUEN_LIBRARY_H

#include "db/db.h"
#include "store/store.h"
#include "text/text.h"

/* Types */
struct library_option {
	const char *name, *value; /* its default */
	const char *help;
};
struct library_conf {
	struct str database; /* "sqlite:PATH" or "postgresql://…" */
	struct str name[4];  /* what the library calls itself, in the order of text_languages */
	struct str naan;     /* of its ARKs */
	struct str url;      /* "https://host" as readers know it; empty: as they ask */
	struct str listen;   /* address and port of `keruen serve` */
	int port;
	struct net_list onsite;  /* members' networks */
	bool open_registration;  /* may anybody make an account to keep lists with */
	struct net_list proxies; /* whose word on a reader's address is taken */
};

/* Every option there is, for --help and for a fresh keruen.conf. Ends with a NULL name. */
extern const struct library_option library_options[];

/* Makes c->dir a library: folders, keruen.conf, database, store. Fine where it is one already. */
bool library_init(struct ctx *c) MUST_USE;
/* Reads keruen.conf. ABSENT: c->dir is no library; INVALID: a line or value that says nothing */
bool library_conf_read(struct ctx *c, struct library_conf *ret) MUST_USE;
/* Opens database (migrated) and store: sets c->db and c->store. ABSENT, INVALID, INTERNAL */
bool library_open(struct ctx *c) MUST_USE;
void library_close(struct ctx *c);
/* Tells sleeping job runners that there is work. Never fails: they look by themselves as well. */
void library_wake(struct ctx *c);

#endif
