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
	sorted TEXT NOT NULL,           -- as ordered in lists: lower case, without marks
	lang TEXT NOT NULL,
	preferred INTEGER NOT NULL,
	PRIMARY KEY (authority, form)
) STRICT;
CREATE INDEX authority_form_sorted ON authority_form (kind, sorted);
