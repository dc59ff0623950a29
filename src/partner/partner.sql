-- The libraries that deposit.

-- :name partner_get
SELECT id, code, name_kk, name_ru, name_ky, name_en, country, place, sigla, catalogue, standing,
	dialect, encoding, columns
FROM partner WHERE id = ?

-- :name partner_by_code
SELECT id, code, name_kk, name_ru, name_ky, name_en, country, place, sigla, catalogue, standing,
	dialect, encoding, columns
FROM partner WHERE code = ?

-- :name partners
SELECT id, code, name_kk, name_ru, name_ky, name_en, country, place, sigla, catalogue, standing,
	dialect, encoding, columns
FROM partner ORDER BY code

-- No row comes back where the code is taken.
-- :name partner_add
INSERT INTO partner (code, name_kk, name_ru, name_ky, name_en, country, place, sigla, catalogue,
	standing, dialect, encoding, columns)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (code) DO NOTHING
RETURNING id

-- The code never changes.
-- :name partner_set
UPDATE partner SET name_kk = ?, name_ru = ?, name_ky = ?, name_en = ?, country = ?, place = ?,
	sigla = ?, catalogue = ?, standing = ?, dialect = ?, encoding = ?, columns = ?
WHERE id = ?
