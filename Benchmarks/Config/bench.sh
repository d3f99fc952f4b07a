# Our configuration trees against Python's hier_config. Sourced by bin/bench.

packages="python3-venv"
product=config-benchmark
# No database is needed.
needs_server=no

measure() {
    CONFIG_BENCHMARK=$program "$bench/run" "$@"
}
