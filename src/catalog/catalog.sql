-- Titles, documents and their pages.

-- :name title_get
SELECT id, name, creator, publisher, place, date, language, kind, description, series, subjects,
	record, year, needs_cataloguer, partner, changed, holders, work
FROM title WHERE id = ?

-- Twenty titles as a list shows them, a row a document; '' in place of an id finds nothing.
-- :name titles_listed
SELECT t.id, t.name, t.creator, t.language, t.kind, t.year, t.partner, t.holders,
	d.id, d.title, d.kind, d.mime, d.file_name, d.size, d.n_files, d.n_pages, d.duration_ms,
	d.level, d.excerpt_pages, d.embargo, d.state, d.language, d.damage, d.partner, d.deposited,
	d.source
FROM title AS t LEFT JOIN document AS d ON d.title = t.id
WHERE t.id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ORDER BY t.id, d.deposited, d.id

-- By title_newest, without sorting.
-- :name titles_newest
SELECT id, name, creator, publisher, place, date, language, kind, description, series, subjects,
	record, year, needs_cataloguer, partner, changed, holders, work
FROM title ORDER BY changed DESC, id LIMIT ?

-- :name title_put
INSERT INTO title (id, name, creator, publisher, place, date, language, kind, description, series,
	subjects, record, year, needs_cataloguer, partner, changed, holders, work)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, creator = excluded.creator,
	publisher = excluded.publisher, place = excluded.place, date = excluded.date,
	language = excluded.language, kind = excluded.kind, description = excluded.description,
	series = excluded.series, subjects = excluded.subjects, record = excluded.record,
	year = excluded.year, needs_cataloguer = excluded.needs_cataloguer,
	partner = excluded.partner, changed = excluded.changed, holders = excluded.holders,
	work = excluded.work

-- A title that has a document stays.
-- :name title_remove
DELETE FROM title WHERE id = ? AND NOT EXISTS (SELECT 1 FROM document AS d WHERE d.title = title.id)

-- One step of a walk over all titles.
-- :name titles_after
SELECT id FROM title WHERE id > ? ORDER BY id LIMIT ?

-- One step of a walk over those that changed, the latest first, by title_newest.
-- :name titles_changed
SELECT id, changed FROM title
WHERE changed >= ? AND changed <= ? AND (changed < ? OR id > ?) ORDER BY changed DESC, id LIMIT ?

-- :name titles_changed_count
SELECT s.n, t.n FROM (SELECT COUNT(*) AS n FROM title WHERE changed >= ?) AS s
CROSS JOIN (SELECT COUNT(*) AS n FROM title) AS t

-- :name document_get
SELECT id, title, kind, mime, file_name, size, n_files, n_pages, duration_ms, level, excerpt_pages,
	embargo, state, language, damage, partner, deposited, source
FROM document WHERE id = ?

-- :name documents_of_title
SELECT id, title, kind, mime, file_name, size, n_files, n_pages, duration_ms, level, excerpt_pages,
	embargo, state, language, damage, partner, deposited, source
FROM document WHERE title = ? ORDER BY deposited, id

-- Titles of which an embargo ended after one day and by another.
-- :name titles_opened
SELECT DISTINCT title FROM document WHERE embargo > ? AND embargo <= ? ORDER BY title

-- No row comes back where it is there already.
-- :name document_add
INSERT INTO document (id, title, kind, mime, file_name, size, n_files, n_pages, duration_ms, level,
	excerpt_pages, embargo, state, language, damage, partner, deposited, source)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO NOTHING
RETURNING id

-- The copies of a source record go with it.
-- :name documents_move
UPDATE document SET title = ? WHERE source = ? AND source <> 0

-- :name document_set_source
UPDATE document SET source = ?, title = ? WHERE id = ?

-- :name document_set_terms
UPDATE document SET level = ?, excerpt_pages = ?, embargo = ? WHERE id = ?

-- :name document_set_text
UPDATE document SET state = ?, language = ?, n_pages = ? WHERE id = ?

-- :name document_set_state
UPDATE document SET state = ? WHERE id = ?

-- :name document_pages_get
SELECT pages FROM document_pages WHERE document = ?

-- :name document_pages_put
INSERT INTO document_pages (document, pages) VALUES (?, ?)
ON CONFLICT (document) DO UPDATE SET pages = excluded.pages

-- The sums run once over the index document_counts; at a million documents that takes tens of
-- milliseconds, so a page that is asked often keeps the answer for a while.
-- :name catalog_counts
SELECT t.n, d.n, d.pages, d.with_text, p.n
FROM (SELECT COUNT(*) AS n FROM title) AS t
CROSS JOIN (SELECT COUNT(*) AS n, CAST(COALESCE(SUM(n_pages), 0) AS BIGINT) AS pages,
	COUNT(CASE WHEN state = 1 THEN 1 END) AS with_text FROM document) AS d
CROSS JOIN (SELECT COUNT(*) AS n FROM partner) AS p

-- :name catalog_clear_pages
DELETE FROM document_pages

-- :name catalog_clear_documents
DELETE FROM document

-- :name catalog_clear_titles
DELETE FROM title
