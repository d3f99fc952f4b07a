# Our sessions against Netmiko, scrapli and asyncssh, on simulated devices. Sourced by bin/bench.

packages="python3-venv openssh-client gcc libc6-dev"
product=devices-benchmark
# No database is needed.
needs_server=no

measure() {
    DEVICES_BENCHMARK=$program "$bench/run" "$@"
}
