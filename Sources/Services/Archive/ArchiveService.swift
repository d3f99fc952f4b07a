public import Domain
import GitArchive
import Persistence
import Secrets

/// The git repository of configurations: what is in it, and where it is pushed to.
public struct ArchiveService: Sendable {
    let keeper: ArchiveKeeper
    let keyRing: KeyRing

    /// A push is given up after this.
    static let pushTimeout = Duration.seconds(300)

    /// A service over the keeper of this machine's repository.
    init(keeper: ArchiveKeeper, keyRing: KeyRing) {
        self.keeper = keeper
        self.keyRing = keyRing
    }

    var database: Database { keeper.database }

    /// Where the repository of this machine is.
    public var folder: String { keeper.archive.folder }

    /// What the repository holds, and how far it is.
    public func state(by actor: Actor) async throws -> ArchiveState {
        try actor.require(.view)
        let entries = ArchiveRepository(database)
        let counts = try await entries.counts()
        return ArchiveState(
            folder: folder, entries: counts.all, pending: counts.pending,
            newest: try await entries.newest(nil, limit: 50),
            remote: try await ArchiveRemoteRepository(database).find())
    }

    /// The newest commits of a device's file, newest first, at most 50.
    public func log(of device: Device.ID, by actor: Actor) async throws -> [ArchiveEntry] {
        try actor.require(.view)
        return try await ArchiveRepository(database).newest(device, limit: 50)
    }

    /// Brings git in step with the database and asks for a push when there is something to push; `nil` while another process does.
    ///
    /// Rebuilding, everything is made again from the first commit.
    public func catchUp(isRebuilding: Bool = false) async throws -> JSONValue? {
        let tip: CommitID?
        do {
            tip = isRebuilding ? try await keeper.rebuild() : try await keeper.catchUp()
        } catch let problem as Problem where problem.code == "archive_busy" {
            return nil
        } catch let error as GitArchiveError {
            throw Problem(error)
        }
        if let remote = try await ArchiveRemoteRepository(database).find(), remote.pushedCommit != tip?.text {
            try await ArchiveRequest.enqueuePush(on: database)
        }
        return .object(["commit": tip.map { .string($0.text) } ?? .null])
    }

    /// Makes the repository again from the database; for whoever runs the machine.
    public func rebuild() async throws -> String? {
        do {
            return try await keeper.rebuild()?.text
        } catch let error as GitArchiveError {
            throw Problem(error)
        }
    }

    /// Asks a worker to bring git, and what can be searched, in step with the backups.
    public func requestCatchUp(by actor: Actor) async throws {
        try actor.require(.readDevices)
        try await database.transaction { db in
            try await ArchiveRequest.enqueue(on: db, requestedBy: actor.user.id)
            try await SearchRequest.enqueue(on: db, requestedBy: actor.user.id)
            try await AuditRepository(db).append(
                actor.entry("archive.catch_up", "archive", "git", "Asked to bring git in step with the backups"))
        }
    }

    /// Asks a worker to make the repository of its machine again from the database; others follow with their next work.
    public func requestRebuild(by actor: Actor) async throws {
        try actor.require(.editCredentials)
        try await database.transaction { db in
            try await ArchiveRequest.enqueue(on: db, requestedBy: actor.user.id, isRebuilding: true)
            try await AuditRepository(db).append(
                actor.entry("archive.rebuild", "archive", "git", "Asked to make git again from the backups"))
        }
    }
}

/// What the git repository holds, and how far it is.
public struct ArchiveState: Sendable {
    /// Where it is on the machine that answers.
    public let folder: String
    /// Commits that there are to be, and those that are not made yet.
    public let entries: Int
    public let pending: Int
    /// The newest commits, newest first.
    public let newest: [ArchiveEntry]
    /// Where it is pushed to; none when nowhere.
    public let remote: ArchiveRemote?
}

extension Problem {
    /// What went wrong with git, as a problem with its sentence.
    init(_ error: GitArchiveError) {
        let code =
            switch error.code {
            case .damaged: "archive_damaged"
            case .locked: "archive_busy"
            case .untrusted: "archive_remote_untrusted"
            case .authentication: "archive_remote_refused_login"
            case .rejected: "archive_push_rejected"
            case .notFastForward: "archive_push_behind"
            case .network: "archive_remote_unreachable"
            case .timedOut: "archive_push_timed_out"
            case .failed: "archive_failed"
            }
        self.init(.unavailable, code: code, error.description, cause: error.debugDescription)
    }
}
