import Foundation
import Subprocess

/// Runs one short program to its end, in `/` and with an environment of its own.
struct Command {
    let arguments: [String]
    var input = ""

    struct Outcome: Sendable {
        let isSuccess: Bool
        let output: String
        let errors: String
    }

    /// Runs the program; throws only when it cannot be run or the task is cancelled.
    func run() async throws(PrivatePostgresError) -> Outcome {
        do {
            // An account that cannot enter our working folder cannot start there, and no secret of ours is passed on.
            let result = try await Subprocess.run(
                .name("sh"), arguments: Arguments(["-c", #"cd / && exec "$@""#, "sh"] + arguments),
                environment: .custom(Self.environment), input: .string(input),
                output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
            return Outcome(
                isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput,
                errors: result.standardError)
        } catch {
            guard !Task.isCancelled else { throw .cancelled }
            throw PrivatePostgresError(
                .startFailed, "\(arguments.first ?? "A program") cannot be run on this machine.",
                cause: String(describing: error))
        }
    }

    private static var environment: [Environment.Key: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return [
            "PATH": "\(path.isEmpty ? "" : "\(path):")/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LC_ALL": "C.UTF-8", "TZ": "UTC",
        ]
    }
}

extension PrivatePostgresError {
    static var cancelled: PrivatePostgresError {
        PrivatePostgresError(.cancelled, "Starting PostgreSQL was interrupted.")
    }
}
