-- Deliveries and what became of each document in them.

-- :name deposit_begin
INSERT INTO deposit (partner, begun, ended, source, level, excerpt_pages, embargo, taken, known,
	refused, bytes)
VALUES (?, ?, 0, ?, ?, ?, ?, 0, 0, 0, 0)
RETURNING id

-- The same path again, after a run that was broken off: what became of it now.
-- :name deposit_add_item
INSERT INTO deposit_item (deposit, path, result, document, reason, quarantine, bytes, pages, ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (deposit, path) DO UPDATE SET result = excluded.result, document = excluded.document,
	reason = excluded.reason, quarantine = excluded.quarantine, bytes = excluded.bytes,
	pages = excluded.pages, ms = excluded.ms

-- :name deposit_end
UPDATE deposit SET ended = ?,
	taken = (SELECT COUNT(*) FROM deposit_item i WHERE i.deposit = deposit.id AND i.result = 'taken'),
	known = (SELECT COUNT(*) FROM deposit_item i WHERE i.deposit = deposit.id AND i.result = 'known'),
	refused = (SELECT COUNT(*) FROM deposit_item i WHERE i.deposit = deposit.id AND i.result = 'refused'),
	bytes = (SELECT CAST(COALESCE(SUM(i.bytes), 0) AS BIGINT) FROM deposit_item i
		WHERE i.deposit = deposit.id)
WHERE id = ?

-- :name deposit_get
SELECT id, partner, begun, ended, source, level, excerpt_pages, embargo, taken, known, refused, bytes
FROM deposit WHERE id = ?

-- :name deposit_items
SELECT deposit, path, result, document, reason, quarantine, bytes, pages, ms
FROM deposit_item WHERE deposit = ? ORDER BY path
