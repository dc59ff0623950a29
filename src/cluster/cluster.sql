-- Pairs of source records, keys under which they meet, and where titles went.

-- One that places at a time; it ends with the transaction. SQLite has one writer anyway.
-- :name cluster_lock
SELECT 1
-- :engine pg
SELECT pg_advisory_xact_lock(3148274710)

-- What is compared of one source record.
-- :name cluster_member
SELECT id, partner, since, own, title, alone, by_hand, facts FROM source
WHERE id = ? AND state = 0

-- :name cluster_members_of_title
SELECT id FROM source WHERE title = ? AND title <> ''

-- :name cluster_title_lives
SELECT id FROM source WHERE title = ? AND title <> '' LIMIT 1

-- Sure ones, and those that a person answered. Values: the source, twice.
-- :name cluster_pairs_of
SELECT a, b, score, answer, at FROM pair WHERE a = ? AND (verdict = 2 OR answer IN (1, 2))
UNION ALL
SELECT a, b, score, answer, at FROM pair WHERE b = ? AND (verdict = 2 OR answer IN (1, 2))

-- :name cluster_pair_put
INSERT INTO pair (a, b, verdict, score, reasons, rules, answer, account, at, why)
VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, '')
ON CONFLICT (a, b) DO UPDATE SET verdict = excluded.verdict, score = excluded.score,
	reasons = excluded.reasons, rules = excluded.rules

-- An answer, to a pair that the rules may never have met.
-- :name cluster_pair_answer
INSERT INTO pair (a, b, verdict, score, reasons, rules, answer, account, at, why)
VALUES (?, ?, 0, 0, '', 0, ?, ?, ?, ?)
ON CONFLICT (a, b) DO UPDATE SET answer = excluded.answer, account = excluded.account,
	at = excluded.at, why = excluded.why

-- :name cluster_pair_get
SELECT a, b, verdict, score, reasons, answer, account, at, why FROM pair WHERE a = ? AND b = ?

-- Answers stay, what the rules thought goes.
-- :name cluster_forget_a
DELETE FROM pair WHERE a = ? AND answer = 0

-- :name cluster_forget_b
DELETE FROM pair WHERE b = ? AND answer = 0

-- :name cluster_fade_a
UPDATE pair SET verdict = 0, score = 0, reasons = '' WHERE a = ?

-- :name cluster_fade_b
UPDATE pair SET verdict = 0, score = 0, reasons = '' WHERE b = ?

-- :name cluster_forget_all
DELETE FROM pair WHERE answer = 0

-- :name cluster_fade_all
UPDATE pair SET verdict = 0, score = 0, reasons = ''

-- Pairs within a title: values: the title, twice.
-- :name cluster_reasons
SELECT p.a, p.b, p.verdict, p.score, p.reasons, p.answer, p.account, p.at, p.why
FROM source AS s JOIN pair AS p ON p.a = s.id JOIN source AS o ON o.id = p.b
WHERE s.title = ? AND o.title = ? AND s.title <> ''
ORDER BY p.score DESC, p.a, p.b

-- What waits for a person: of those that are nearest to sure, the ones that concern most holders.
-- Put off ones come last. Values: how many are weighed; partner or below 0 for all, three times;
-- how many.
-- :name cluster_queue
SELECT p.a, p.b, p.verdict, p.score, p.reasons, p.answer, p.account, p.at, p.why
FROM (SELECT a, b, verdict, score, reasons, answer, account, at, why FROM pair
	WHERE verdict = 1 AND answer IN (0, 3) ORDER BY verdict, answer, score DESC LIMIT ?) AS p
JOIN source AS sa ON sa.id = p.a JOIN source AS sb ON sb.id = p.b
JOIN title AS ta ON ta.id = sa.title JOIN title AS tb ON tb.id = sb.title
WHERE sa.title <> sb.title
	AND (CAST(? AS BIGINT) < 0 OR sa.partner = ? OR sb.partner = ?)
ORDER BY p.answer, LENGTH(ta.holders) + LENGTH(tb.holders) DESC, p.score DESC, p.a, p.b
LIMIT ?

-- :name cluster_queue_count
SELECT COUNT(*) FROM pair AS p JOIN source AS sa ON sa.id = p.a JOIN source AS sb ON sb.id = p.b
WHERE p.verdict = 1 AND p.answer IN (0, 3) AND sa.title <> sb.title

-- Values: partner or below 0 for all, three times; how many.
-- :name cluster_answered
SELECT p.a, p.b, p.verdict, p.score, p.reasons, p.answer, p.account, p.at, p.why
FROM pair AS p JOIN source AS sa ON sa.id = p.a JOIN source AS sb ON sb.id = p.b
WHERE p.at > 0 AND p.answer > 0
	AND (CAST(? AS BIGINT) < 0 OR sa.partner = ? OR sb.partner = ?)
ORDER BY p.at DESC, p.a, p.b LIMIT ?

-- Of the titles that changed last. Values: how many are looked at; how many.
-- :name cluster_several
SELECT t.id, COUNT(*) FROM (SELECT id, changed FROM title ORDER BY changed DESC, id LIMIT ?) AS t
JOIN source AS s ON s.title = t.id AND s.title <> ''
GROUP BY t.id, t.changed HAVING COUNT(*) > 1 ORDER BY t.changed DESC, t.id LIMIT ?

-- :name cluster_key_add
INSERT INTO source_key (key, source) VALUES (?, ?) ON CONFLICT (key, source) DO NOTHING

-- :name cluster_key_remove
DELETE FROM source_key WHERE key = ? AND source = ?

-- :name cluster_keys_clear
DELETE FROM source_key

-- :name cluster_by_key
SELECT source FROM source_key WHERE key = ? LIMIT ?

-- :name cluster_keyed
SELECT upto FROM source_keyed WHERE one = 1

-- :name cluster_keyed_set
UPDATE source_keyed SET upto = ? WHERE one = 1

-- :name cluster_newest
SELECT COALESCE(MAX(id), 0) FROM source

-- Facts of the newest, whose keys may not be written yet.
-- :name cluster_facts_after
SELECT id, facts FROM source WHERE id > ? AND state = 0 AND alone = 0 ORDER BY id LIMIT ?

-- :name cluster_moved
SELECT title FROM title_moved WHERE id = ?

-- :name cluster_title_there
SELECT id FROM title WHERE id = ?

-- :name cluster_move
INSERT INTO title_moved (id, title) VALUES (?, ?)
ON CONFLICT (id) DO UPDATE SET title = excluded.title

-- :name cluster_move_if_known
UPDATE title_moved SET title = ? WHERE id = ?

-- :name cluster_move_all
UPDATE title_moved SET title = ? WHERE title = ?

-- :name cluster_unmove
DELETE FROM title_moved WHERE id = ?

-- :name cluster_unmove_all
DELETE FROM title_moved WHERE title = ?

-- :name cluster_editions
SELECT id FROM title WHERE work = ? AND work <> 0 AND id <> ? ORDER BY year, id LIMIT ?

-- Titles of the catalogue that no source record and no document holds.
-- :name cluster_orphans
SELECT t.id FROM title AS t WHERE t.id > ?
	AND NOT EXISTS (SELECT 1 FROM source AS s WHERE s.title = t.id AND s.title <> '')
	AND NOT EXISTS (SELECT 1 FROM document AS d WHERE d.title = t.id)
ORDER BY t.id LIMIT ?

-- Live source records without a title that is there.
-- :name cluster_homeless
SELECT s.id FROM source AS s WHERE s.state = 0
	AND NOT EXISTS (SELECT 1 FROM title AS t WHERE t.id = s.title)
ORDER BY s.id LIMIT ?

-- Withdrawn ones that still have a title.
-- :name cluster_ghosts
SELECT s.id FROM source AS s WHERE s.state = 1 AND s.title <> '' ORDER BY s.id LIMIT ?

-- Documents that do not stand where their source record does.
-- :name cluster_astray
SELECT d.id FROM document AS d JOIN source AS s ON s.id = d.source
WHERE d.title <> s.title ORDER BY d.id LIMIT ?

-- :name cluster_chains
SELECT m.id FROM title_moved AS m
WHERE NOT EXISTS (SELECT 1 FROM title AS t WHERE t.id = m.title)
	OR EXISTS (SELECT 1 FROM title AS t WHERE t.id = m.id)
ORDER BY m.id LIMIT ?

-- :name cluster_titles_after
SELECT id, holders FROM title WHERE id > ? ORDER BY id LIMIT ?

-- :name cluster_key_there
SELECT source FROM source_key WHERE key = ? AND source = ?

-- Title ids of source records, for making titles again in the order of the records.
-- :name cluster_placed_after
SELECT id, title FROM source WHERE id > ? AND state = 0 ORDER BY id LIMIT ?
