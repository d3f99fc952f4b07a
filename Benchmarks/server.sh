# A PostgreSQL server for one bench, in a folder of its own, reachable by its Unix socket only. Sourced by bin/bench.

# Makes a cluster and starts it with the given options; it ends and vanishes with this script. Sets $url and $server_bin.
start_server() {
    server_bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
    [ -x "$server_bin/initdb" ] || fail "PostgreSQL is not installed: apt-get install postgresql-15"
    # Not the user's temporary folder: the path of a socket may have at most 107 bytes.
    server_folder=$(mktemp -d /tmp/netstacks-bench-XXXXXX)
    trap stop_server EXIT
    # PostgreSQL refuses to run as root. Should this shell be killed, the kernel stops the server.
    local run=(setpriv --pdeathsig INT)
    if [ "$(id -u)" = 0 ]; then
        local user=postgres
        id "$user" >/dev/null 2>&1 || user=nobody
        run+=(--reuid="$user" --regid="$(id -g "$user")" --clear-groups)
        chown "$user" "$server_folder"
    fi
    (
        cd "$server_folder"
        "${run[@]}" "$server_bin/initdb" --no-sync --locale=C.UTF-8 -E UTF8 --no-instructions -A trust -U postgres \
            -D "$server_folder/data"
    ) >"$server_folder.log" 2>&1 || fail "initdb failed: $(tail -n 3 "$server_folder.log")"
    (
        cd "$server_folder"
        exec "${run[@]}" "$server_bin/postgres" -D "$server_folder/data" -k "$server_folder" -c listen_addresses= "$@"
    ) >>"$server_folder.log" 2>&1 &
    server=$!
    until "$server_bin/pg_isready" -q -h "$server_folder" -U postgres -d postgres; do
        kill -0 "$server" 2>/dev/null || fail "PostgreSQL did not start: $(tail -n 3 "$server_folder.log")"
        sleep 0.05
    done
    # shellcheck disable=SC2034
    url="postgresql://postgres@/postgres?host=$server_folder"
}

stop_server() {
    if [ -n "${server:-}" ]; then
        kill -INT "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$server_folder" "$server_folder.log"
}
