/// The shell program that looks after a private PostgreSQL server.
enum TestDatabaseScript {
    /// Makes a cluster in the folder `$1`, starts it, obeys commands from standard input, and cleans up at its end.
    ///
    /// `$2` is the socket folder of a server to be a replica of, `$3` shell commands for the new cluster, `$4` options of
    /// the server, `$5` its port. The commands are «start», «stop», «crash» (the server ends at once) and «kill» (it is killed).
    /// PostgreSQL refuses to run as root, so root gives the folder to the user `postgres`, or else to `nobody`.
    static let text = #"""
        trap '' INT TERM HUP
        dir=$1 primary=$2 setup=$3 options=$4
        export PGPORT="$5"
        bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
        [ -n "$bin" ] || bin=$(dirname "$(command -v initdb || echo /missing/initdb)")
        fail() { echo "$1 $(tail -n 3 "$dir/log" 2>/dev/null | tr '\n' ' ')"; rm -rf "$dir"; exit 1; }
        [ -x "$bin/initdb" ] || fail "PostgreSQL is not installed: apt-get install postgresql-15"
        cd "$dir" || fail "The folder is gone"

        # Should this shell be killed, the kernel stops the server.
        set -- setpriv --pdeathsig INT
        if [ "$(id -u)" = 0 ]; then
            user=postgres
            id "$user" >/dev/null 2>&1 || user=nobody
            set -- "$@" --reuid="$user" --regid="$(id -g "$user")" --clear-groups
            chown "$user" "$dir"
        fi

        start() {
            "$@" "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c max_connections=300 \
                -c shared_buffers=64MB -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
                -c autovacuum=off -c lc_messages=C $options >>"$dir/log" 2>&1 &
            server=$!
            until "$bin/pg_isready" -q -h "$dir" -U postgres -d postgres; do
                kill -0 "$server" 2>/dev/null || fail "PostgreSQL did not start:"
                sleep 0.05
            done
            echo ready
        }
        stop() {
            kill "-$1" "$server" 2>/dev/null
            wait "$server"
        }

        kill_hard() {
            # The server's children end by themselves, and until then its memory cannot be taken over.
            children=$(cat "/proc/$server/task/$server/children")
            kill -KILL "$server"
            wait "$server" 2>/dev/null
            for child in $children; do while kill -0 "$child" 2>/dev/null; do sleep 0.02; done; done
        }

        if [ -n "$primary" ]; then
            "$@" "$bin/pg_basebackup" -h "$primary" -U postgres -D "$dir/data" -R -X stream -c fast --no-sync \
                >"$dir/log" 2>&1 || fail "pg_basebackup failed:"
        else
            "$@" "$bin/initdb" --no-sync --locale=C.UTF-8 -E UTF8 --no-instructions -A trust -U postgres \
                -D "$dir/data" >"$dir/log" 2>&1 || fail "initdb failed:"
        fi
        eval "$setup"
        start "$@"
        while read -r command; do
            case $command in
                start) start "$@" ;;
                stop) stop INT; echo stopped ;;
                crash) stop QUIT; echo stopped ;;
                kill) kill_hard; echo stopped ;;
            esac
        done
        stop INT
        rm -rf "$dir"
        """#
}
