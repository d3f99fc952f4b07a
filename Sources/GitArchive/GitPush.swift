import CGit2
import Foundation

/// One push, with a repository handle of its own.
struct GitPush: Sendable {
    let folder: String
    let branch: String
    let remote: GitRemote

    /// Pushes on a new thread; a remote that still hangs at the end of the time is left to it.
    func run(within timeout: Duration) async throws {
        let visit = GitVisit(remote: remote, deadline: .now + timeout)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let outcome = AsyncThrowingStream<Void, any Error>.makeStream()
            let thread = Thread {
                do {
                    try push(visit)
                    outcome.continuation.finish()
                } catch {
                    outcome.continuation.finish(throwing: error)
                }
            }
            thread.name = "netstacks.git.push"
            thread.start()
            group.addTask { for try await _ in outcome.stream {} }
            group.addTask {
                try await Task.sleep(until: visit.deadline, clock: .continuous)
                throw GitArchiveError(.timedOut, "push")
            }
            defer {
                visit.cancel()
                group.cancelAll()
            }
            try await group.next()
        }
    }

    private func push(_ visit: GitVisit) throws {
        let handle = try GitHandle(folder: folder, branch: branch)
        var made: OpaquePointer?
        try GitLibrary.check(git_remote_create_anonymous(&made, handle.pointer, remote.url), "push: read the address")
        defer { git_remote_free(made) }
        var options = git_push_options()
        try GitLibrary.check(git_push_options_init(&options, UInt32(GIT_PUSH_OPTIONS_VERSION)), "push: prepare")
        // A server that answers elsewhere would get the login of another.
        options.follow_redirects = GIT_REMOTE_REDIRECT_NONE
        options.pb_parallelism = 1
        options.callbacks = GitVisit.callbacks
        options.callbacks.payload = Unmanaged.passUnretained(visit).toOpaque()
        let specification = "\(remote.isForced ? "+" : "")refs/heads/\(branch):refs/heads/\(remote.branch)"
        let status = withExtendedLifetime(visit) {
            specification.withCString { text in
                var texts: [UnsafeMutablePointer<CChar>?] = [UnsafeMutablePointer(mutating: text)]
                return texts.withUnsafeMutableBufferPointer { buffer in
                    var array = git_strarray(strings: buffer.baseAddress, count: 1)
                    return git_remote_push(made, &array, &options)
                }
            }
        }
        // What a callback saw says more than the status that it caused.
        if let error = visit.failure { throw error }
        try GitLibrary.check(status, "push")
    }
}
