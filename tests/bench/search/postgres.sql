-- The same records and queries in PostgreSQL: a weighted tsvector of the simple configuration under
-- GIN; the ten best by ts_rank and how many answer, timed within the server.
-- psql -v titles=FILE -v queries=FILE -v rounds=N -v out=FILE -f postgres.sql
\set QUIET on
CREATE UNLOGGED TABLE title (id bigint, body text, name text, author text, isbn text);
CREATE UNLOGGED TABLE asked (i serial, kind text, words text);
CREATE UNLOGGED TABLE told (i int, kind text, hits bigint, us bigint);
SET maintenance_work_mem = '1GB';
\set copy_titles '\\copy title FROM ' :'titles'
:copy_titles
\set copy_asked '\\copy asked (kind, words) FROM ' :'queries'
:copy_asked
CREATE UNLOGGED TABLE t AS SELECT id, setweight(to_tsvector('simple', name), 'A') ||
	setweight(to_tsvector('simple', author), 'B') || to_tsvector('simple', body) AS v FROM title;
CREATE INDEX t_v ON t USING gin (v);
ANALYZE t;
CREATE FUNCTION asked_as(kind text, words text) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE kind
	WHEN 'author' THEN (SELECT to_tsquery('simple', string_agg(w || ':B', ' & '))
		FROM regexp_split_to_table(words, '\s+') AS w)
	WHEN 'phrase' THEN phraseto_tsquery('simple', words)
	ELSE plainto_tsquery('simple', words) END $$;
CREATE PROCEDURE ask_all(rounds int) LANGUAGE plpgsql AS $$
DECLARE a record; q tsquery; began timestamptz; n bigint; best bigint[]; took bigint[];
BEGIN
	FOR a IN SELECT * FROM asked ORDER BY i LOOP
		q := asked_as(a.kind, a.words);
		took := '{}';
		FOR k IN 1..rounds LOOP
			began := clock_timestamp();
			SELECT array_agg(id), max(hits) INTO best, n FROM (
				SELECT id, count(*) OVER () AS hits FROM t WHERE v @@ q
				ORDER BY ts_rank(v, q) DESC LIMIT 10) AS x;
			took := took || (extract(epoch FROM clock_timestamp() - began) * 1000000)::bigint;
		END LOOP;
		INSERT INTO told SELECT a.i, a.kind, coalesce(n, 0),
			(SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY x) FROM unnest(took) AS x);
	END LOOP;
END $$;
SET jit = off;
SET max_parallel_workers_per_gather = 0;
CALL ask_all(:rounds);
\pset format unaligned
\pset tuples_only on
\pset fieldsep '\t'
\o :out
SELECT kind, hits, us FROM told ORDER BY i;
