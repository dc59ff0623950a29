-- Accounts, their sessions, what readers keep.

CREATE TABLE account (
	id INTEGER PRIMARY KEY,
	login TEXT NOT NULL UNIQUE,     -- lower case
	name TEXT NOT NULL,
	partner INTEGER NOT NULL,       -- 0: the office
	role INTEGER NOT NULL,          -- enum account_role: 1 reader 2 cataloguer 3 administrator
	lang TEXT NOT NULL,             -- of the pages: kk ru ky en; '' as the browser says
	password TEXT NOT NULL,         -- argon2id, as its encoded form; '' until the invitation is taken
	closed INTEGER NOT NULL,
	created INTEGER NOT NULL,       -- when
	seen INTEGER NOT NULL           -- when last signed in; 0: never
) STRICT;
CREATE INDEX account_of_partner ON account (partner);

CREATE TABLE session (
	token TEXT PRIMARY KEY NOT NULL, -- SHA-256 of the token, hex
	account INTEGER NOT NULL REFERENCES account (id),
	begun INTEGER NOT NULL,         -- when
	until INTEGER NOT NULL          -- when it ends, unless it is used before
) STRICT;
CREATE INDEX session_of_account ON session (account);

-- One that lets its holder choose a password, once.
CREATE TABLE invitation (
	token TEXT PRIMARY KEY NOT NULL, -- SHA-256 of the token, hex
	account INTEGER NOT NULL REFERENCES account (id),
	until INTEGER NOT NULL          -- when it ends
) STRICT;
CREATE INDEX invitation_of_account ON invitation (account);

-- Attempts that failed, so that guessing is slow.
CREATE TABLE attempt (
	who TEXT PRIMARY KEY NOT NULL,  -- "login NAME" or "peer ADDRESS", and what was attempted
	n INTEGER NOT NULL,             -- how many in a row
	at INTEGER NOT NULL             -- when the last was
) STRICT;

-- Lists of titles and saved searches of an account.
CREATE TABLE list (
	id TEXT PRIMARY KEY NOT NULL,   -- as catalog_id_of makes them
	account INTEGER NOT NULL REFERENCES account (id),
	name TEXT NOT NULL,
	search TEXT NOT NULL,           -- the query string of a saved search; '' for a list of titles
	shared INTEGER NOT NULL,        -- may others see it who know its address
	total INTEGER NOT NULL,         -- titles found when it was last looked at; of a saved search
	changed INTEGER NOT NULL        -- when it was changed, or a search last looked at
) STRICT;
CREATE INDEX list_of_account ON list (account);

CREATE TABLE list_title (
	list TEXT NOT NULL REFERENCES list (id),
	title TEXT NOT NULL,
	place INTEGER NOT NULL,         -- its order in the list
	note TEXT NOT NULL,
	PRIMARY KEY (list, title)
) STRICT;
