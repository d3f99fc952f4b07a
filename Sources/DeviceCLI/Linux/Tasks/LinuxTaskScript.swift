import SSH

/// The shell's side of tasks; POSIX sh and /proc only. Names of tasks are plain words, numbers are numbers.
enum LinuxTaskScript {
    /// Where tasks are and what has become of one; the start of every script.
    private static let common = """
        umask 077
        problem() { printf 'problem %s\\n' "$1"; exit 0; }
        own() { [ -n "$(find "$1" -prune -type d -user "$(id -u)" -perm 0700 2>/dev/null)" ]; }
        first=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/netstacks/tasks
        second=/var/tmp/netstacks-tasks-$(id -u)
        find_task() {
          for d in "$first" "$second"; do if own "$d" && own "$d/$1"; then t=$d/$1; return 0; fi; done
          return 1
        }
        # How a process is, and since when.
        look() {
          { l=$(cat "/proc/$1/stat"); } 2>/dev/null || return 1
          l=${l##*) }
          set -- $l
          how=$1 since=${20}
        }
        booted() { [ -n "$pid" ] && [ "$boot" = "$(cat /proc/sys/kernel/random/boot_id)" ]; }
        # A process is the one that was started when number, start time and boot of the host are the same.
        same() { booted && look "$pid" && [ "$since" = "$start" ]; }
        # One that only waits to be reaped does not live.
        lives() { same && case $how in Z | X | x) false ;; esac }
        state_of() {
          pid= start= boot= began= code= ended=
          [ ! -f "$1/pid" ] || read -r pid start boot began <"$1/pid"
          if [ -f "$1/exit" ]; then state=exited
          elif lives; then state=running
          elif [ -f "$1/exit" ]; then state=exited
          else state=vanished
          fi
          [ $state != exited ] || read -r code ended <"$1/exit"
          line="${1##*/} $state ${pid:--} ${began:--} ${code:--} ${ended:--}"
        }
        """

    /// What leads a task: it notes who it is, runs the command, looks after the log and notes the end.
    ///
    /// In braces, so that the shell has read all of it before the command begins.
    private static let leader = """
        {
        umask 077
        trap : TERM INT HUP
        me() {
          l=$(cat "/proc/$$/stat")
          l=${l##*) }
          set -- $l
          printf '%s %s %s %s\\n' "$$" "${20}" "$(cat /proc/sys/kernel/random/boot_id)" "$(date +%s)" >"$t/pid.new"
          mv "$t/pid.new" "$t/pid"
        }
        turn() {
          [ "$(wc -c <"$t/log")" -gt "$keep" ] || return 0
          : >"$t/turning"
          read -r o c <"$t/base"
          cp "$t/log" "$t/old.new"
          printf '%s %s\\n' "$c" "$((c + $(wc -c <"$t/old.new")))" >"$t/base.new"
          mv "$t/old.new" "$t/old"
          : >"$t/log"
          mv "$t/base.new" "$t/base"
          rm -f "$t/turning"
        }
        me
        (while sleep "$pause"; do turn; done) </dev/null >/dev/null 2>&1 &
        watch=$!
        (
        umask "$mask"
        COMMAND
        ) >>"$t/log" 2>&1 </dev/null
        code=$?
        kill "$watch" 2>/dev/null
        printf '%s %s\\n' "$code" "$(date +%s)" >"$t/exit.new"
        mv "$t/exit.new" "$t/exit"
        exit 0
        }
        """

    /// Makes the folder, starts the leader in a session of its own, and waits until it has noted who it is.
    ///
    /// The leader's text goes through a pipe and not along a command line, which everybody could read.
    static func start(_ id: LinuxTask.ID, _ command: LinuxCommand, keeping: Int, pause: Int = 5) throws(LinuxText
        .Invalid)
        -> String
    {
        var text = try LinuxText.setting(command.environment, command.folder)
        switch command.program {
        case .script(let script, let interpreter, let arguments):
            let words = LinuxText.interpreting(interpreter) + arguments
            text += "printf '%s' \(try LinuxText.word(script)) | \(try LinuxText.words(words))"
        case .program, .shell:
            // A line that ends its shell ends the command, not its leader.
            text += try LinuxText.running(command.program)
        }
        guard command.input.isEmpty else { throw LinuxText.Invalid(what: "a task has no input") }
        let leader = self.leader.replacing("COMMAND", with: text, maxReplacements: 1)
        return """
            mask=$(umask)
            \(self.common)
            make() { mkdir -p "${1%/*}" 2>/dev/null; mkdir "$1" 2>/dev/null; own "$1"; }
            if make "$first"; then t=$first/\(id); elif make "$second"; then t=$second/\(id); else problem folder; fi
            ! find_task \(id) || problem exists
            mkdir "$t" || problem folder
            : >"$t/log"
            echo '0 0' >"$t/base"
            leader=\(try LinuxText.word(leader))
            run() {
              printf 't=%s mask=%s keep=\(keeping) pause=\(pause)\\n%s\\n' "$(quoted "$t")" "$mask" "$leader" | "$@" >/dev/null 2>&1 &
            }
            quoted() { printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\\\\\''/g")"; }
            if command -v setsid >/dev/null 2>&1; then run setsid /bin/sh
            elif command -v perl >/dev/null 2>&1; then run perl -e 'use POSIX; POSIX::setsid(); exec "/bin/sh"'
            elif command -v python3 >/dev/null 2>&1; then run python3 -c 'import os; os.setsid(); os.execv("/bin/sh", ["sh"])'
            else problem folder
            fi
            n=0
            while [ ! -f "$t/pid" ] && [ $n -lt 100 ]; do sleep 0.05 2>/dev/null || sleep 1; n=$((n + 1)); done
            state_of "$t"
            printf 'ok 1\\n%s\\n' "$line"
            """
    }

    static func status(_ id: LinuxTask.ID) -> String {
        """
        \(self.common)
        find_task \(id) || problem missing
        state_of "$t"
        printf 'ok 1\\n%s\\n' "$line"
        """
    }

    /// `base` tells at which byte of the whole output the old and the new file begin.
    static func log(_ id: LinuxTask.ID, from offset: Int64, atMost most: Int) -> String {
        """
        \(self.common)
        find_task \(id) || problem missing
        n=0
        while [ -f "$t/turning" ] && [ $n -lt 20 ]; do sleep 0.05 2>/dev/null || sleep 1; n=$((n + 1)); done
        state_of "$t"
        read -r old new <"$t/base"
        from=\(offset)
        if [ "$from" -lt "$old" ]; then from=$old; fi
        written=$((new + $(wc -c <"$t/log")))
        if [ "$from" -gt "$written" ]; then from=$written; fi
        printf 'ok 2\\n%s\\n%s %s\\n' "$line" "$from" "$written"
        if [ "$from" -lt "$new" ]
        then { tail -c "+$((from - old + 1))" "$t/old"; cat "$t/log"; } | head -c \(most)
        else tail -c "+$((from - new + 1))" "$t/log" | head -c \(most)
        fi
        """
    }

    /// Signals go to the group, as `kill -TERM -123`, the only form that dash, bash and BusyBox share. A leader that is gone
    /// may have left others; its number belongs to nobody else while they live.
    static func kill(_ id: LinuxTask.ID, grace: Int) -> String {
        """
        \(self.common)
        find_task \(id) || problem missing
        ours() { same || { booted && [ ! -e "/proc/$pid" ]; }; }
        hit() { ours && kill "-$1" "-$pid" 2>/dev/null; }
        state_of "$t"
        if [ -n "$pid" ] && hit TERM; then
          n=0
          while hit 0 && [ $n -lt \(grace * 10) ]; do sleep 0.1 2>/dev/null || { sleep 1; n=$((n + 9)); }; n=$((n + 1)); done
          hit KILL
          n=0
          while lives && [ $n -lt 50 ]; do sleep 0.1 2>/dev/null || sleep 1; n=$((n + 1)); done
          if ! lives && [ ! -f "$t/exit" ]; then
            printf '137 %s\\n' "$(date +%s)" >"$t/exit.new"
            mv "$t/exit.new" "$t/exit"
          fi
        fi
        state_of "$t"
        printf 'ok 1\\n%s\\n' "$line"
        """
    }

    private static let each = """
        tasks() { for d in "$first" "$second"; do if own "$d"; then for t in "$d"/*; do if own "$t"; then "$@"; fi; done; fi; done; }
        """

    static func list() -> String {
        """
        \(self.common)
        \(self.each)
        show() { state_of "$t"; printf '%s\\n' "$line"; }
        lines=$(tasks show | head -n 1000)
        printf 'ok %s\\n' "$(printf '%s' "$lines" | grep -c '')"
        [ -z "$lines" ] || printf '%s\\n' "$lines"
        """
    }

    static func remove(_ id: LinuxTask.ID) -> String {
        """
        \(self.common)
        find_task \(id) || problem missing
        state_of "$t"
        [ $state != running ] || problem running
        rm -rf "$t"
        printf 'ok 0\\n'
        """
    }

    static func removeFinished(age: Int) -> String {
        """
        \(self.common)
        \(self.each)
        now=$(date +%s)
        sweep() {
          state_of "$t"
          [ $state != running ] || return 0
          end=${ended:-$began}
          # One that has not come so far may be starting; after a day it is not.
          if [ -z "$end" ]; then [ -n "$(find "$t" -prune -mtime +0)" ] || return 0; end=0; fi
          if [ $((now - end)) -ge \(age) ]; then rm -rf "$t" && printf '%s\\n' "${t##*/}"; fi
        }
        lines=$(tasks sweep | head -n 1000)
        printf 'ok %s\\n' "$(printf '%s' "$lines" | grep -c '')"
        [ -z "$lines" ] || printf '%s\\n' "$lines"
        """
    }
}
