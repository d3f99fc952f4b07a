# Our template engine against Python's jinja2. Sourced by bin/bench.

packages="python3-venv"
product=jinja-benchmark
# No database is needed.
needs_server=no

measure() {
    JINJA_BENCHMARK=$program "$bench/run" "$@"
}
