# Statements through PostgresPool against pgbench with prepared statements. Sourced by bin/bench.

product=PostgresBenchmark
# Reads only: what the disk does must not matter.
server_options=(-c shared_buffers=256MB -c max_connections=100 -c fsync=off -c autovacuum=off)

measure() {
    "$program" "$url" "$server_bin/pgbench" "$@"
}
