-- Holds a source record's row until the transaction ends, if it is still of the version that a
-- cataloguer began from.
-- :name edit_claim
UPDATE source SET changed = changed WHERE id = ? AND version = ?;
