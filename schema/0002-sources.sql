-- The union catalogue: records as partners sent them, and which of them are one edition.

-- A file of records as a partner handed it over. Its bytes are an object of the store.
CREATE TABLE record_file (
	id INTEGER PRIMARY KEY,
	partner INTEGER NOT NULL REFERENCES partner (id),
	object TEXT NOT NULL,           -- the object of the store
	path TEXT NOT NULL,             -- the file's path within it
	name TEXT NOT NULL,             -- as handed over
	digest TEXT NOT NULL,           -- SHA-512
	size INTEGER NOT NULL,
	format TEXT NOT NULL,           -- as most of its records were found
	dialect TEXT NOT NULL,
	encoding TEXT NOT NULL,
	columns TEXT NOT NULL,          -- of a list: how its columns are read
	begun INTEGER NOT NULL,         -- when
	ended INTEGER NOT NULL,         -- when; 0: not yet, it goes on from `at`
	at INTEGER NOT NULL,            -- byte up to which it was taken
	n_read INTEGER NOT NULL,        -- counts of what became of its records
	taken INTEGER NOT NULL,
	replaced INTEGER NOT NULL,
	withdrawn INTEGER NOT NULL,
	unchanged INTEGER NOT NULL,
	mended INTEGER NOT NULL,
	set_aside INTEGER NOT NULL,
	mends TEXT NOT NULL,            -- "length 12" ..., a line a kind
	UNIQUE (partner, digest)
) STRICT;

-- A record as a partner sent it, or as a cataloguer made it here: the newest version.
CREATE TABLE source (
	id INTEGER PRIMARY KEY,
	partner INTEGER NOT NULL REFERENCES partner (id),
	local TEXT NOT NULL,            -- the partner's number for it; '#' and its digest where it has none
	file INTEGER NOT NULL,          -- record_file; 0: of no file
	at INTEGER NOT NULL,            -- its bytes within the file
	length INTEGER NOT NULL,
	raw BLOB,                       -- its bytes, where they are of no file; else NULL
	format TEXT NOT NULL,           -- as found: how its bytes are read again
	dialect TEXT NOT NULL,
	encoding TEXT NOT NULL,
	mends INTEGER NOT NULL,         -- bits of enum marc_mend
	state INTEGER NOT NULL,         -- enum source_state: 0 live 1 withdrawn
	title TEXT NOT NULL,            -- the title it belongs to; '' for none
	own TEXT NOT NULL,              -- the id of the title that it would be alone
	facts BLOB NOT NULL,            -- what is compared (match_pack)
	digest INTEGER NOT NULL,        -- of its bytes, first 63 bits
	version INTEGER NOT NULL,       -- 1 ...
	by_hand INTEGER NOT NULL,       -- made or mended here
	alone INTEGER NOT NULL,         -- never matched by itself
	account INTEGER NOT NULL,       -- who made this version; 0: it came in
	seen INTEGER NOT NULL,          -- record_file in which it stood last; 0: none
	since INTEGER NOT NULL,         -- when its first version came
	changed INTEGER NOT NULL,       -- when this one did
	note TEXT NOT NULL,             -- what the one who made it says
	UNIQUE (partner, local)
) STRICT;
CREATE INDEX source_of_title ON source (title) WHERE title <> '';

-- Versions that were replaced.
CREATE TABLE source_version (
	source INTEGER NOT NULL REFERENCES source (id),
	number INTEGER NOT NULL,
	file INTEGER NOT NULL,          -- these as in source
	at INTEGER NOT NULL,
	length INTEGER NOT NULL,
	raw BLOB,
	format TEXT NOT NULL,
	dialect TEXT NOT NULL,
	encoding TEXT NOT NULL,
	account INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (source, number)
) STRICT;

-- Under which keys a source record is met by those that may be the same edition. Follows.
CREATE TABLE source_key (
	key INTEGER NOT NULL,
	source INTEGER NOT NULL,
	PRIMARY KEY (key, source)
) STRICT, WITHOUT ROWID;

-- Records of a file that could not be taken.
CREATE TABLE record_aside (
	file INTEGER NOT NULL REFERENCES record_file (id),
	number INTEGER NOT NULL,        -- 1 ... in the file
	at INTEGER NOT NULL,
	length INTEGER NOT NULL,
	reason TEXT NOT NULL,           -- message id
	PRIMARY KEY (file, number)
) STRICT;

-- Two source records, and why they are (or may be) one edition. Follows, but for answers.
CREATE TABLE pair (
	a INTEGER NOT NULL,             -- source; a < b
	b INTEGER NOT NULL,
	verdict INTEGER NOT NULL,       -- enum match_verdict: 0 no 1 doubt 2 yes
	score INTEGER NOT NULL,         -- hundredths
	reasons TEXT NOT NULL,          -- "points<tab>message id" a line, a veto with !
	rules INTEGER NOT NULL,         -- version of the rules
	answer INTEGER NOT NULL,        -- enum cluster_answer, of a person: 0 asked 1 same 2 other 3 later
	account INTEGER NOT NULL,       -- who answered; 0: nobody
	at INTEGER NOT NULL,            -- when
	why TEXT NOT NULL,              -- what the one who answered says
	PRIMARY KEY (a, b)
) STRICT;
CREATE INDEX pair_of_b ON pair (b);
CREATE INDEX pair_answered ON pair (at) WHERE at > 0;
CREATE INDEX pair_waiting ON pair (verdict, answer, score) WHERE verdict = 1;

-- Where a title's id went when its records joined another title.
CREATE TABLE title_moved (
	id TEXT PRIMARY KEY NOT NULL,
	title TEXT NOT NULL             -- its id now
) STRICT;
CREATE INDEX title_moved_to ON title_moved (title);

-- Up to which source record the keys of all stand in source_key: one row. An import keeps those of
-- the newest in its memory and writes them sorted, many at a time; they follow from source.facts.
CREATE TABLE source_keyed (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	upto INTEGER NOT NULL
) STRICT;
INSERT INTO source_keyed (one, upto) VALUES (1, 0);

-- Holdings that were added here; those that records tell are read from the records.
CREATE TABLE holding (
	id INTEGER PRIMARY KEY,
	source INTEGER NOT NULL REFERENCES source (id),
	partner INTEGER NOT NULL REFERENCES partner (id),
	library TEXT NOT NULL,          -- within the partner; may be empty
	collection TEXT NOT NULL,
	call_number TEXT NOT NULL,
	volumes TEXT NOT NULL,
	note TEXT NOT NULL,
	link TEXT NOT NULL,
	copies INTEGER NOT NULL
) STRICT;
CREATE INDEX holding_of_source ON holding (source);

ALTER TABLE title ADD COLUMN holders TEXT NOT NULL DEFAULT ''; -- partners' numbers, "3 17"
ALTER TABLE title ADD COLUMN work INTEGER NOT NULL DEFAULT 0;  -- match_work; 0: none
ALTER TABLE document ADD COLUMN source INTEGER NOT NULL DEFAULT 0; -- of whose record it is a copy
CREATE INDEX title_of_work ON title (work) WHERE work <> 0;
CREATE INDEX document_of_source ON document (source) WHERE source <> 0;
