-- Holds a source record's row until the transaction ends, if it is still of the version that a
-- cataloguer began from.
-- :name edit_claim
UPDATE source SET changed = changed WHERE id = ? AND version = ?;

-- Records made or mended here, the latest first.
-- :name edit_latest
SELECT id FROM source WHERE by_hand = 1 AND state = 0 AND (partner = ? OR CAST(? AS BIGINT) = 0)
	ORDER BY changed DESC, id DESC LIMIT ?;
