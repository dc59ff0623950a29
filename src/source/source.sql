-- Source records, their versions, the files they came in, the records set aside, holdings by hand.

-- :name source_get
SELECT id, partner, local, file, at, length, raw, format, dialect, encoding, mends, state, title,
	own, facts, digest, version, by_hand, alone, account, since, changed, seen
FROM source WHERE id = ?

-- :name source_by_local
SELECT id, partner, local, file, at, length, raw, format, dialect, encoding, mends, state, title,
	own, facts, digest, version, by_hand, alone, account, since, changed, seen
FROM source WHERE partner = ? AND local = ?

-- Withdrawn ones have no title.
-- :name sources_of_title
SELECT id, partner, local, file, at, length, raw, format, dialect, encoding, mends, state, title,
	own, facts, digest, version, by_hand, alone, account, since, changed, seen
FROM source WHERE title = ? AND title <> '' ORDER BY since, own

-- :name sources_after
SELECT id, partner, local, file, at, length, raw, format, dialect, encoding, mends, state, title,
	own, facts, digest, version, by_hand, alone, account, since, changed, seen
FROM source WHERE id > ? AND state = 0 ORDER BY id LIMIT ?

-- No row comes back where partner and number are there already.
-- :name source_add
INSERT INTO source (partner, local, file, at, length, raw, format, dialect, encoding, mends, state,
	title, own, facts, digest, version, by_hand, alone, account, since, changed, note, seen)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, CAST('' AS BLOB), ?, 1, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (partner, local) DO NOTHING
RETURNING id
-- :engine pg
INSERT INTO source (partner, local, file, at, length, raw, format, dialect, encoding, mends, state,
	title, own, facts, digest, version, by_hand, alone, account, since, changed, note, seen)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, '', ?, 1, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (partner, local) DO NOTHING
RETURNING id

-- :name source_keep_version
INSERT INTO source_version (source, number, file, at, length, raw, format, dialect, encoding,
	account, changed, note)
SELECT id, version, file, at, length, raw, format, dialect, encoding, account, changed, note
FROM source WHERE id = ?

-- :name source_replace
UPDATE source SET file = ?, at = ?, length = ?, raw = ?, format = ?, dialect = ?, encoding = ?,
	mends = ?, state = 0, digest = ?, version = version + 1, by_hand = ?, alone = ?,
	account = ?, changed = ?, note = ?, seen = ?
WHERE id = ? AND version = ?

-- :name source_revive
UPDATE source SET state = 0, changed = ?, seen = ? WHERE id = ?

-- :name source_saw
UPDATE source SET seen = ? WHERE id = ?

-- :name source_withdraw
UPDATE source SET state = 1, account = ?, changed = ? WHERE id = ? AND state = 0

-- :name source_set_place
UPDATE source SET title = ?, facts = ? WHERE id = ?

-- :name source_set_title
UPDATE source SET title = ? WHERE id = ?

-- The present version last.
-- :name source_versions
SELECT number, file, at, length, raw, format, dialect, encoding, account, changed, note
FROM source_version WHERE source = ?
UNION ALL
SELECT version, file, at, length, raw, format, dialect, encoding, account, changed, note
FROM source WHERE id = ?
ORDER BY 1

-- :name source_file_get
SELECT id, partner, object, path, name, digest, size, format, dialect, encoding, begun, ended, at,
	n_read, taken, replaced, withdrawn, unchanged, mended, set_aside, mends, columns
FROM record_file WHERE id = ?

-- :name source_file_by_digest
SELECT id, partner, object, path, name, digest, size, format, dialect, encoding, begun, ended, at,
	n_read, taken, replaced, withdrawn, unchanged, mended, set_aside, mends, columns
FROM record_file WHERE partner = ? AND digest = ?

-- Values: a partner or -1 for all, twice.
-- :name source_files
SELECT id, partner, object, path, name, digest, size, format, dialect, encoding, begun, ended, at,
	n_read, taken, replaced, withdrawn, unchanged, mended, set_aside, mends, columns
FROM record_file WHERE partner = ? OR CAST(? AS BIGINT) < 0 ORDER BY begun DESC, id DESC LIMIT ?

-- :name source_file_add
INSERT INTO record_file (partner, object, path, name, digest, size, format, dialect, encoding, begun,
	ended, at, n_read, taken, replaced, withdrawn, unchanged, mended, set_aside, mends, columns)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
RETURNING id

-- :name source_file_set
UPDATE record_file SET format = ?, dialect = ?, encoding = ?, begun = ?, ended = ?, at = ?,
	n_read = ?, taken = ?, replaced = ?, withdrawn = ?, unchanged = ?, mended = ?, set_aside = ?,
	mends = ?, columns = ?
WHERE id = ?

-- :name source_aside_add
INSERT INTO record_aside (file, number, at, length, reason) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (file, number) DO UPDATE SET at = excluded.at, length = excluded.length,
	reason = excluded.reason

-- :name source_asides_clear
DELETE FROM record_aside WHERE file = ?

-- :name source_asides
SELECT file, number, at, length, reason FROM record_aside WHERE file = ? ORDER BY number LIMIT ?

-- :name holdings_of_source
SELECT id, source, partner, library, collection, call_number, volumes, note, link, copies
FROM holding WHERE source = ? ORDER BY id

-- :name holding_get
SELECT id, source, partner, library, collection, call_number, volumes, note, link, copies
FROM holding WHERE id = ?

-- :name holding_add
INSERT INTO holding (source, partner, library, collection, call_number, volumes, note, link, copies)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
RETURNING id

-- :name holding_set
UPDATE holding SET source = ?, partner = ?, library = ?, collection = ?, call_number = ?,
	volumes = ?, note = ?, link = ?, copies = ?
WHERE id = ?

-- :name holding_remove
DELETE FROM holding WHERE id = ?

-- Partners who hold a title: of its records, and of holdings added to them.
-- :name source_holders
SELECT partner FROM source WHERE title = ? AND title <> ''
UNION SELECT h.partner FROM holding AS h JOIN source AS s ON h.source = s.id
WHERE s.title = ? AND s.title <> ''
ORDER BY 1
