-- What a partner's records look like, and where its own catalogue stands.
ALTER TABLE partner ADD COLUMN sigla TEXT NOT NULL DEFAULT '';     -- ISIL or sigla: names it in others' records
ALTER TABLE partner ADD COLUMN catalogue TEXT NOT NULL DEFAULT ''; -- address of a record in its own catalogue, {id} in it
ALTER TABLE partner ADD COLUMN standing INTEGER NOT NULL DEFAULT 0; -- whose fields are believed first: higher
ALTER TABLE partner ADD COLUMN dialect TEXT NOT NULL DEFAULT '';   -- of its records; '' by looking
ALTER TABLE partner ADD COLUMN encoding TEXT NOT NULL DEFAULT '';  -- likewise
ALTER TABLE partner ADD COLUMN columns TEXT NOT NULL DEFAULT '';   -- of its lists: "title=Name,..."
