-- Accounts, sessions, invitations, attempts; lists.

-- :name account_get
SELECT id, login, name, partner, role, lang, closed, created, seen, CASE WHEN password = '' THEN 1 ELSE 0 END FROM account WHERE id = ?

-- :name account_by_login
SELECT id, login, name, partner, role, lang, closed, created, seen, CASE WHEN password = '' THEN 1 ELSE 0 END FROM account WHERE login = ?

-- :name accounts
SELECT id, login, name, partner, role, lang, closed, created, seen, CASE WHEN password = '' THEN 1 ELSE 0 END FROM account
ORDER BY partner, closed, login

-- :name accounts_of
SELECT id, login, name, partner, role, lang, closed, created, seen, CASE WHEN password = '' THEN 1 ELSE 0 END FROM account
WHERE partner = ? ORDER BY closed, login

-- No row comes back where the login is taken.
-- :name account_add
INSERT INTO account (login, name, partner, role, lang, password, closed, created, seen)
VALUES (?, ?, ?, ?, ?, ?, 0, ?, 0)
ON CONFLICT (login) DO NOTHING
RETURNING id

-- The login never changes.
-- :name account_set
UPDATE account SET name = ?, partner = ?, role = ?, lang = ?, closed = ? WHERE id = ?

-- :name account_hash
SELECT id, password FROM account WHERE login = ? AND closed = 0

-- :name account_set_hash
UPDATE account SET password = ? WHERE id = ?

-- :name account_seen
UPDATE account SET seen = ? WHERE id = ?

-- :name session_add
INSERT INTO session (token, account, begun, until) VALUES (?, ?, ?, ?)

-- :name session_get
SELECT account, begun, until FROM session WHERE token = ?

-- :name session_prolong
UPDATE session SET until = ? WHERE token = ?

-- :name session_end
DELETE FROM session WHERE token = ?

-- :name session_end_all
DELETE FROM session WHERE account = ?

-- :name session_sweep
DELETE FROM session WHERE until < ?

-- :name invitation_add
INSERT INTO invitation (token, account, until) VALUES (?, ?, ?)

-- :name invitation_get
SELECT account, until FROM invitation WHERE token = ?

-- :name invitation_end_all
DELETE FROM invitation WHERE account = ?

-- :name attempt_get
SELECT n, at FROM attempt WHERE who = ?

-- :name attempt_put
INSERT INTO attempt (who, n, at) VALUES (?, ?, ?)
ON CONFLICT (who) DO UPDATE SET n = excluded.n, at = excluded.at

-- :name attempt_forget
DELETE FROM attempt WHERE who = ?

-- :name attempt_sweep
DELETE FROM attempt WHERE at < ?

-- :name lists_of
SELECT id, account, name, search, shared,
	CASE WHEN search = '' THEN (SELECT COUNT(*) FROM list_title t WHERE t.list = l.id) ELSE total END, changed
FROM list l WHERE account = ? ORDER BY changed DESC, id

-- :name list_get
SELECT id, account, name, search, shared,
	CASE WHEN search = '' THEN (SELECT COUNT(*) FROM list_title t WHERE t.list = l.id) ELSE total END, changed
FROM list l WHERE id = ?

-- :name list_count
SELECT COUNT(*) FROM list WHERE account = ?

-- :name list_add
INSERT INTO list (id, account, name, search, shared, total, changed) VALUES (?, ?, ?, ?, ?, ?, ?)

-- :name list_set
UPDATE list SET name = ?, search = ?, shared = ?, total = ?, changed = ? WHERE id = ?

-- :name list_touch
UPDATE list SET changed = ? WHERE id = ?

-- :name list_remove
DELETE FROM list WHERE id = ?

-- :name list_empty
DELETE FROM list_title WHERE list = ?

-- :name list_titles
SELECT title, note, place FROM list_title WHERE list = ? ORDER BY place, title

-- :name list_put
INSERT INTO list_title (list, title, place, note) VALUES (?, ?, ?, ?)
ON CONFLICT (list, title) DO UPDATE SET note = excluded.note

-- :name list_take
DELETE FROM list_title WHERE list = ? AND title = ?

-- :name list_place
UPDATE list_title SET place = ? WHERE list = ? AND title = ?
