-- Accounts, their sessions, what readers keep.

CREATE TABLE account (
	id INTEGER PRIMARY KEY,
	login TEXT NOT NULL UNIQUE,     -- lower case
	name TEXT NOT NULL,
	partner INTEGER NOT NULL,       -- 0: the office
	role INTEGER NOT NULL,          -- enum account_role: 1 reader 2 cataloguer 3 administrator
	password TEXT NOT NULL,         -- argon2id, as its encoded form
	closed INTEGER NOT NULL,
	created INTEGER NOT NULL,       -- when
	seen INTEGER NOT NULL           -- when last
) STRICT;

CREATE TABLE session (
	token TEXT PRIMARY KEY NOT NULL, -- SHA-256 of the token, hex
	account INTEGER NOT NULL REFERENCES account (id),
	begun INTEGER NOT NULL,         -- when
	until INTEGER NOT NULL          -- when it ends
) STRICT;
CREATE INDEX session_of_account ON session (account);

-- Attempts to sign in that failed, so that guessing is slow.
CREATE TABLE session_failure (
	who TEXT NOT NULL,              -- a login, or an address
	at INTEGER NOT NULL,            -- when
	PRIMARY KEY (who, at)
) STRICT;

-- Lists of titles and saved searches of an account.
CREATE TABLE list (
	id TEXT PRIMARY KEY NOT NULL,   -- as catalog_id_of makes them
	account INTEGER NOT NULL REFERENCES account (id),
	name TEXT NOT NULL,
	search TEXT NOT NULL,           -- the query string of a saved search; '' for a list of titles
	shared INTEGER NOT NULL,        -- may others see it who know its address
	changed INTEGER NOT NULL        -- when
) STRICT;
CREATE INDEX list_of_account ON list (account);

CREATE TABLE list_title (
	list TEXT NOT NULL REFERENCES list (id),
	title TEXT NOT NULL,
	place INTEGER NOT NULL,         -- its order in the list
	note TEXT NOT NULL,
	PRIMARY KEY (list, title)
) STRICT;
