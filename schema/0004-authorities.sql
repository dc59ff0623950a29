-- Persons, bodies, places and subjects, with every form they are known by.

CREATE TABLE authority (
	id TEXT PRIMARY KEY NOT NULL,   -- as catalog_id_of makes them
	kind INTEGER NOT NULL,          -- enum authority_kind: 0 person 1 body 2 place 3 subject
	name TEXT NOT NULL,             -- its preferred form
	dates TEXT NOT NULL,            -- of a life; '' where unknown
	note TEXT NOT NULL,
	titles_by INTEGER NOT NULL,     -- counts, as of the last building
	titles_about INTEGER NOT NULL,
	imported INTEGER NOT NULL,      -- of an authority file or by hand: building does not make it anew
	raw BLOB                        -- the authority record as it came; NULL where built
) STRICT;

CREATE TABLE authority_form (
	authority TEXT NOT NULL REFERENCES authority (id),
	kind INTEGER NOT NULL,          -- as the authority's
	form TEXT NOT NULL,             -- as written
	dates TEXT NOT NULL,            -- that stand with it; '' for none
	sorted TEXT NOT NULL,           -- as ordered in lists (text_sort_key)
	lang TEXT NOT NULL,
	preferred INTEGER NOT NULL,
	imported INTEGER NOT NULL,      -- of an authority file or by hand
	PRIMARY KEY (authority, form, dates)
) STRICT;
CREATE INDEX authority_form_sorted ON authority_form (kind, sorted, authority);

-- Where an id went when its authority became part of another.
CREATE TABLE authority_moved (
	id TEXT PRIMARY KEY NOT NULL,
	authority TEXT NOT NULL         -- its id now
) STRICT;

-- What a person decided of two forms of a kind: one, or never one. Building obeys.
CREATE TABLE authority_answer (
	kind INTEGER NOT NULL,
	form TEXT NOT NULL,             -- text_sort_key of the form and its dates
	other TEXT NOT NULL,            -- likewise; form < other
	same INTEGER NOT NULL,          -- 1: one; 0: never one
	account INTEGER NOT NULL,       -- who; 0: at the command line
	at INTEGER NOT NULL,            -- when
	PRIMARY KEY (kind, form, other)
) STRICT;
