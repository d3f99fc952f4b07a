# Our queue against Procrastinate, RQ, SAQ and Celery. Sourced by bin/bench.

packages="redis-server python3-venv"
product=queue-benchmark
# As PostgreSQL comes: what is enqueued or finished is on the disk. Ours and Procrastinate share this server.
server_options=(-c max_connections=200)

measure() {
    BENCH_DATABASE_URL=$url QUEUE_BENCHMARK=$program "$bench/run" "$@"
}
