-- Authorities and their forms.

-- :name authority_get
SELECT id, kind, name, dates, note, titles_by, titles_about, imported FROM authority WHERE id = ?

-- :name authority_forms
SELECT form, dates, lang, preferred FROM authority_form WHERE authority = ?
ORDER BY preferred DESC, sorted, form, dates

-- Those one of whose forms is written so, the ones with most titles first.
-- :name authority_of_form
SELECT DISTINCT a.id, a.kind, a.name, a.dates, a.note, a.titles_by, a.titles_about, a.imported,
	a.titles_by + a.titles_about AS titles
FROM authority_form AS f JOIN authority AS a ON a.id = f.authority
WHERE f.kind = ? AND f.sorted = ? ORDER BY titles DESC, a.id LIMIT 20

-- :name authority_browse
SELECT a.id, a.kind, a.name, a.dates, a.note, a.titles_by, a.titles_about, a.imported, f.form,
	f.preferred
FROM authority_form AS f JOIN authority AS a ON a.id = f.authority
WHERE f.kind = ? AND f.sorted >= ? ORDER BY f.sorted, f.authority LIMIT ?

-- :name authority_moved
SELECT authority FROM authority_moved WHERE id = ?

-- :name authority_move
INSERT INTO authority_moved (id, authority) VALUES (?, ?)
ON CONFLICT (id) DO UPDATE SET authority = excluded.authority

-- What led to an id that is given up leads on.
-- :name authority_move_on
UPDATE authority_moved SET authority = ? WHERE authority = ?

-- :name authority_move_back
DELETE FROM authority_moved WHERE id = ?

-- :name authority_put
INSERT INTO authority (id, kind, name, dates, note, titles_by, titles_about, imported, raw)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, dates = excluded.dates,
	note = excluded.note, titles_by = excluded.titles_by, titles_about = excluded.titles_about,
	imported = excluded.imported, raw = excluded.raw

-- Of an authority file: a record that came again keeps its counts.
-- :name authority_import
INSERT INTO authority (id, kind, name, dates, note, titles_by, titles_about, imported, raw)
VALUES (?, ?, ?, ?, ?, 0, 0, 1, ?)
ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, dates = excluded.dates,
	note = excluded.note, imported = excluded.imported, raw = excluded.raw

-- :name authority_counts
UPDATE authority SET titles_by = ?, titles_about = ? WHERE id = ?

-- :name authority_form_put
INSERT INTO authority_form (authority, kind, form, dates, sorted, lang, preferred, imported)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (authority, form, dates) DO NOTHING

-- One step of a walk: so many authorities, with all their forms.
-- :name authority_all_forms
SELECT f.authority, f.kind, f.form, f.dates, f.imported, a.imported
FROM (SELECT id, imported FROM authority WHERE id > ? ORDER BY id LIMIT ?) AS a
	JOIN authority_form AS f ON f.authority = a.id
ORDER BY f.authority, f.preferred DESC, f.form, f.dates

-- Forms that building found; imported ones stay.
-- :name authority_forms_clear
DELETE FROM authority_form WHERE authority = ? AND imported = 0

-- :name authority_forms_remove
DELETE FROM authority_form WHERE authority = ?

-- :name authority_form_remove
DELETE FROM authority_form WHERE authority = ? AND form = ?

-- :name authority_forms_move
UPDATE authority_form SET authority = ?, preferred = 0 WHERE authority = ?

-- :name authority_remove
DELETE FROM authority WHERE id = ?

-- :name authority_answers
SELECT kind, form, other, same FROM authority_answer ORDER BY kind, form, other

-- :name authority_answer_put
INSERT INTO authority_answer (kind, form, other, same, account, at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (kind, form, other) DO UPDATE SET same = excluded.same, account = excluded.account,
	at = excluded.at
