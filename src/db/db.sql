-- What the migrations ask and note. schema_log is made by migrate.c itself.

-- :name schema_log_there
SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_log'
-- :engine pg
SELECT COUNT(to_regclass('schema_log'))

-- :name schema_log_newest
SELECT COALESCE(MAX(number), 0) FROM schema_log

-- :name schema_log_add
INSERT INTO schema_log (number, name, at) VALUES (?, ?, ?)

-- One process at a time; the number is ours ("keruen") and means nothing else.
-- :name schema_lock
SELECT 1
-- :engine pg
SELECT pg_advisory_xact_lock(118074482550126)
