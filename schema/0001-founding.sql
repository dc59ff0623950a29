-- The founding schema: partners, titles, documents, deliveries, jobs.

-- The libraries that deposit.
CREATE TABLE partner (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE,      -- a-z 0-9 -, known to the world, never changes
	name_kk TEXT NOT NULL,          -- its name in each language; '' where it has none
	name_ru TEXT NOT NULL,
	name_ky TEXT NOT NULL,
	name_en TEXT NOT NULL,
	country TEXT NOT NULL,          -- ISO 3166 alpha-2
	place TEXT NOT NULL             -- a town's name
) STRICT;

-- What we believe of one edition. Follows from the objects of the store.
CREATE TABLE title (
	id TEXT PRIMARY KEY NOT NULL,   -- catalog_id_of
	name TEXT NOT NULL,
	creator TEXT NOT NULL,
	publisher TEXT NOT NULL,
	place TEXT NOT NULL,
	date TEXT NOT NULL,             -- as the record writes it
	language TEXT NOT NULL,         -- code of ISO 639
	kind TEXT NOT NULL,             -- book, serial, sound ...
	description TEXT NOT NULL,
	series TEXT NOT NULL,
	subjects TEXT NOT NULL,         -- one a line
	record TEXT NOT NULL,           -- the whole record as JSON
	year INTEGER NOT NULL,          -- 0: unknown
	needs_cataloguer INTEGER NOT NULL CHECK (needs_cataloguer IN (0, 1)),
	partner INTEGER NOT NULL REFERENCES partner (id),
	changed INTEGER NOT NULL        -- when
) STRICT;
CREATE INDEX title_newest ON title (changed DESC, id);
CREATE INDEX title_of_partner ON title (partner);

-- A digital copy of a title, kept as one object of the store. Follows from that object.
CREATE TABLE document (
	id TEXT PRIMARY KEY NOT NULL,   -- catalog_id_of; the object's id too
	title TEXT NOT NULL REFERENCES title (id),
	kind TEXT NOT NULL,             -- pdf, tiff ... sound, film
	mime TEXT NOT NULL,
	file_name TEXT NOT NULL,        -- as delivered: the file, or the folder
	size INTEGER NOT NULL CHECK (size >= 0),
	n_files INTEGER NOT NULL CHECK (n_files >= 0),
	n_pages INTEGER NOT NULL CHECK (n_pages >= 0),
	duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
	level TEXT NOT NULL CHECK (level IN ('open', 'read', 'excerpt', 'onsite', 'closed')),
	excerpt_pages INTEGER NOT NULL, -- N of level excerpt
	embargo TEXT NOT NULL,          -- YYYY-MM-DD, closed before that day; '' for none
	state INTEGER NOT NULL,         -- enum document_state: 0 waiting 1 ready 2 without text 3 failed
	language TEXT NOT NULL,         -- of the recognised text
	damage TEXT NOT NULL,           -- message id; '' where whole
	partner INTEGER NOT NULL REFERENCES partner (id),
	deposited INTEGER NOT NULL      -- when
) STRICT;
CREATE INDEX document_of_title ON document (title, deposited);
CREATE INDEX document_of_partner ON document (partner);
CREATE INDEX document_counts ON document (state, n_pages);

-- The pages of a document: sizes, resolution, where their words stand. Apart from the document,
-- so that lists of documents stay small.
CREATE TABLE document_pages (
	document TEXT PRIMARY KEY NOT NULL REFERENCES document (id),
	pages BLOB NOT NULL             -- src/catalog/pages.c says how it is laid out
) STRICT;

-- A delivery: what a partner handed over at one time.
CREATE TABLE deposit (
	id INTEGER PRIMARY KEY,
	partner INTEGER NOT NULL REFERENCES partner (id),
	begun INTEGER NOT NULL,         -- when
	ended INTEGER NOT NULL,         -- when; 0: not yet
	source TEXT NOT NULL,           -- what was named on the command line
	level TEXT NOT NULL CHECK (level IN ('open', 'read', 'excerpt', 'onsite', 'closed')),
	excerpt_pages INTEGER NOT NULL, -- terms its documents were given, as in document
	embargo TEXT NOT NULL,
	taken INTEGER NOT NULL,         -- counts of its items, set when it ends
	known INTEGER NOT NULL,
	refused INTEGER NOT NULL,
	bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX deposit_of_partner ON deposit (partner);

-- What became of each document of a delivery.
CREATE TABLE deposit_item (
	deposit INTEGER NOT NULL REFERENCES deposit (id),
	path TEXT NOT NULL,             -- within the source
	result TEXT NOT NULL CHECK (result IN ('taken', 'known', 'refused')),
	document TEXT NOT NULL,         -- id; '' where refused. No key: documents are made again
	reason TEXT NOT NULL,           -- why refused, or what is damaged
	quarantine TEXT NOT NULL,       -- where the refused bytes were set aside
	bytes INTEGER NOT NULL,
	pages INTEGER NOT NULL,
	ms INTEGER NOT NULL,            -- time it took
	PRIMARY KEY (deposit, path)
) STRICT;

-- Work to be done. A row leaves when its work is done.
CREATE TABLE job (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL,
	key TEXT NOT NULL,              -- an object's id
	priority INTEGER NOT NULL,      -- lower goes first
	state INTEGER NOT NULL,         -- 0 waiting 1 running 2 set aside
	due INTEGER NOT NULL,           -- waiting: not before; running: until when the lease holds
	created INTEGER NOT NULL,       -- when
	tries INTEGER NOT NULL,         -- how often it was taken
	once_more INTEGER NOT NULL,     -- asked again while running
	owner TEXT NOT NULL,            -- who holds the lease; '' for nobody
	reason TEXT NOT NULL,           -- why the last try failed
	UNIQUE (kind, key)
) STRICT;
CREATE INDEX job_next ON job (kind, priority, id) WHERE state < 2;
