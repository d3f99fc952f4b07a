import Foundation

/// A process that goes on after the program: a session of its own, so that Ctrl-C in the terminal does not reach it.
struct Background {
    let arguments: [String]
    let log: String

    private static let script = #"log=$1; shift; setsid "$@" </dev/null >>"$log" 2>&1 & echo $!"#

    /// Starts the process and answers its id; throws when not even the shell runs.
    @discardableResult
    func start() async throws(PrivatePostgresError) -> pid_t {
        let result = try await Command(arguments: ["sh", "-c", Self.script, "sh", log] + arguments).run()
        guard result.isSuccess, let process = pid_t(result.output.trimmingCharacters(in: .whitespacesAndNewlines))
        else {
            throw PrivatePostgresError(
                .startFailed, "PostgreSQL's process could not be started; is util-linux (setsid, flock) installed?",
                cause: result.errors)
        }
        return process
    }

    /// True while the process exists and has not ended; one nobody has waited for yet has ended.
    static func isRunning(_ process: pid_t) -> Bool {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return false }
        // The name in parentheses may hold anything; the state is the first letter after the last parenthesis.
        let state = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " ").first
        return state != "Z" && state != "X"
    }
}
