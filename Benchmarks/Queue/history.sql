-- Ten million finished jobs, as they would lie there after months: :rows of them, spread over the last 90 days.
-- Run by psql with -v rows=NUMBER. Times go up with the number, so that the indexes are written in order.

SET synchronous_commit = off;
SET maintenance_work_mem = '256MB';

-- The partitions that would have been made week by week.
\o /dev/null
SELECT keep_partitions(now() - days * interval '1 day') FROM generate_series(98, 0, -7) AS days;

INSERT INTO job_history (
    id, kind, state, priority, attempt, max_attempts, is_repeatable, retention, fencing_token, created_at, scheduled_at,
    started_at, finished_at, keys, arguments, progress, result, failures
)
SELECT
    -- UUIDv7: the milliseconds of its making, the version, the rest by chance.
    (
        lpad(to_hex(floor(extract(epoch FROM made) * 1000)::bigint), 12, '0') || '7'
        || substr(replace(gen_random_uuid()::text, '-', ''), 14)
    )::uuid,
    'no_op',
    'succeeded',
    1,
    1,
    3,
    true,
    (ARRAY['normal', 'normal', 'record'])[1 + number % 3],
    1,
    made,
    made,
    made + interval '5 milliseconds',
    made + interval '9 milliseconds',
    '{}',
    '{}',
    '',
    'null',
    '[]'
FROM (
    SELECT number, now() - interval '90 days' + interval '90 days' * (number::double precision / :rows) AS made
    FROM generate_series(1, :rows) AS number
) AS spread;

VACUUM (ANALYZE) job_history;
