-- Jobs. state: 0 waiting, 1 running, 2 set aside. A job may be taken when it is due: a waiting one
-- from then on, a running one once its lease has ended.

-- Asked again: while waiting it is the same job, while running it runs once more, and what was set
-- aside gets a new chance. The lower priority number stays.
-- :name job_add
INSERT INTO job (kind, key, priority, state, due, created, tries, once_more, owner, reason)
VALUES (?, ?, ?, 0, ?, ?, 0, 0, '', '')
ON CONFLICT (kind, key) DO UPDATE SET
	once_more = CASE WHEN job.state = 1 THEN 1 ELSE 0 END,
	tries = CASE WHEN job.state = 2 THEN 0 ELSE job.tries END,
	due = CASE WHEN job.state = 2 THEN excluded.due ELSE job.due END,
	state = CASE WHEN job.state = 2 THEN 0 ELSE job.state END,
	priority = CASE WHEN excluded.priority < job.priority THEN excluded.priority ELSE job.priority END

-- Values: owner, lease until, kind, now, how many. once_more is cleared: what was asked before this
-- run is done by it.
-- :name job_claim
UPDATE job SET state = 1, owner = ?, due = ?, tries = tries + 1, once_more = 0
WHERE id IN (SELECT id FROM job WHERE kind = ? AND state < 2 AND due <= ? ORDER BY priority, id LIMIT ?)
RETURNING id, kind, key, tries, created, priority
-- :engine pg
WITH me AS (SELECT CAST(? AS TEXT) AS owner, CAST(? AS BIGINT) AS until),
picked AS MATERIALIZED (SELECT id FROM job WHERE kind = ? AND state < 2 AND due <= ?
	ORDER BY priority, id LIMIT ? FOR UPDATE SKIP LOCKED)
UPDATE job SET state = 1, owner = me.owner, due = me.until, tries = tries + 1, once_more = 0
FROM me, picked WHERE job.id = picked.id
RETURNING job.id, job.kind, job.key, job.tries, job.created, job.priority

-- A lease is known by its owner and the number of the try: an owner that lost a job and took it
-- again is not taken for the one it was.
-- :name job_renew
UPDATE job SET due = ? WHERE id = ? AND owner = ? AND tries = ? AND state = 1

-- :name job_finish
DELETE FROM job WHERE id = ? AND owner = ? AND tries = ? AND state = 1 AND once_more = 0

-- :name job_once_more
UPDATE job SET state = 0, due = ?, tries = 0, once_more = 0, owner = '', reason = ''
WHERE id = ? AND owner = ? AND tries = ? AND state = 1 AND once_more = 1

-- Values: due, the reason, most tries, then the lease. Asked once more meanwhile: a new chance.
-- :name job_fail
UPDATE job SET due = ?, reason = ?, owner = '',
	state = CASE WHEN once_more = 0 AND tries >= CAST(? AS BIGINT) THEN 2 ELSE 0 END,
	tries = CASE WHEN once_more = 1 THEN 0 ELSE tries END,
	once_more = 0
WHERE id = ? AND owner = ? AND tries = ? AND state = 1

-- :name job_release
UPDATE job SET state = 0, due = ?, owner = '', once_more = 0 WHERE owner = ? AND state = 1

-- :name job_retry
UPDATE job SET state = 0, tries = 0, due = ? WHERE state = 2

-- :name job_counts
SELECT COUNT(CASE WHEN state = 0 THEN 1 END), COUNT(CASE WHEN state = 1 THEN 1 END),
	COUNT(CASE WHEN state = 2 THEN 1 END)
FROM job

-- :name job_counts_of
SELECT COUNT(CASE WHEN state = 0 THEN 1 END), COUNT(CASE WHEN state = 1 THEN 1 END),
	COUNT(CASE WHEN state = 2 THEN 1 END)
FROM job WHERE kind = ?
