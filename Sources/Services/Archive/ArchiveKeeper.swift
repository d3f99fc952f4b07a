import Domain
import Foundation
import GitArchive
import Persistence

/// Brings the git repository in step with the database, which is the truth: whatever git lost, or never got, is made again.
///
/// A commit is a function of its entry and its parent, so two workers, a worker that comes late, and one that was killed
/// between the two stores make the same commits with the same ids.
struct ArchiveKeeper: Sendable {
    let database: Database
    let contents: ContentStore
    let platforms: PlatformCatalogue
    /// The repository on this machine.
    let archive: GitArchive

    /// Entries between two moves of the branch.
    private static let batch = 200

    /// Gives every new point its entry, and every entry its commit; the answer is the newest commit.
    ///
    /// Throws `archive_busy` while another process writes to the repository of this machine.
    @discardableResult
    func catchUp() async throws -> CommitID? {
        let lock = try await lock()
        defer { withExtendedLifetime(lock) {} }
        try await number()
        do {
            return try await replay(into: archive, from: try await position())
        } catch let error as GitArchiveError where error.code == .damaged {
            return try await makeAnew()
        }
    }

    /// Makes the repository again from the database, from the first commit; points that retention removed are left out.
    ///
    /// Commits get other ids where points or the rules about secrets changed, so the next push has to be forced.
    @discardableResult
    func rebuild() async throws -> CommitID? {
        let lock = try await lock()
        defer { withExtendedLifetime(lock) {} }
        try await number()
        try await database.transaction { db in
            try await ArchiveRepository(db).lock()
            try await ArchiveRepository(db).forgetCommits()
        }
        return try await makeAnew()
    }

    private func lock() async throws -> GitLock {
        do {
            return try await archive.lock()
        } catch let error as GitArchiveError where error.code == .locked {
            throw Problem(.unavailable, code: "archive_busy", error.description, cause: error.debugDescription)
        }
    }

    /// Makes another repository and puts it in the place of this one.
    private func makeAnew() async throws -> CommitID? {
        let folder = archive.folder + ".new"
        if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
        let fresh = GitArchive(folder: folder, branch: archive.branch)
        let lock = try await fresh.lock()
        let tip = try await replay(into: fresh, from: nil)
        try await archive.replace(with: folder)
        withExtendedLifetime(lock) {}
        return tip
    }

    /// The entry on which the repository stands; `nil` for an empty one. One that the database does not know is damaged.
    private func position() async throws -> ArchiveEntry? {
        guard let tip = try await archive.tip() else { return nil }
        guard let entry = try await ArchiveRepository(database).find(commit: tip.text) else {
            throw GitArchiveError.unknownHistory
        }
        return entry
    }

    private func replay(into archive: GitArchive, from entry: ArchiveEntry?) async throws -> CommitID? {
        var tip = entry?.commit.flatMap { CommitID($0) }
        var number = entry?.number ?? 0
        while true {
            try Task.checkCancellation()
            let entries = try await ArchiveRepository(database).list(after: number, limit: Self.batch)
            guard let last = entries.last else { return tip }
            var made: [(number: Int, commit: String)] = []
            for entry in entries {
                guard let commit = try await commit(entry, on: tip, in: archive) else { continue }
                if let known = entry.commit, known != commit.text { throw Self.diverged }
                made.append((entry.number, commit.text))
                tip = commit
            }
            guard try await ArchiveRepository(database).record(made) == made.count else { throw Self.diverged }
            // Only now: the branch never shows what the database does not know.
            if let tip { try await archive.moveBranch(to: tip) }
            number = last.number
        }
    }

    /// The commit of an entry; `nil` when its point is gone and it never became one.
    private func commit(_ entry: ArchiveEntry, on parent: CommitID?, in archive: GitArchive) async throws -> CommitID? {
        guard let edits = try await edits(entry, on: parent, in: archive) else {
            if entry.commit != nil { throw Self.diverged }
            return nil
        }
        return try await archive.commit(
            GitCommit(
                edits: edits, message: entry.message,
                author: GitCommit.Person(name: entry.author, email: Self.mail(of: entry.author)),
                committer: GitCommit.Person(
                    name: ArchiveMessage.committer, email: Self.mail(of: ArchiveMessage.committer)),
                time: Int64(entry.at.timeIntervalSince1970.rounded(.down))), on: parent)
    }

    private func edits(
        _ entry: ArchiveEntry, on parent: CommitID?, in archive: GitArchive
    ) async throws -> [GitCommit.Edit]? {
        var edits: [GitCommit.Edit] = []
        if let old = entry.oldPath { edits.append(GitCommit.Edit(path: old, bytes: nil)) }
        if let id = entry.backupID {
            guard let backup = try await BackupRepository(database).find(id),
                let device = try await DeviceRepository(database).find(backup.deviceID)
            else { return nil }
            let text = try await contents.text(backup.content)
            // A platform that is not known any more is one without grammar.
            let platform = try? platforms.platform(device.platform)
            edits.append(
                GitCommit.Edit(
                    path: entry.path, bytes: ArchivedText.bytes(of: text, hash: backup.content, platform: platform)))
        } else if entry.oldPath != entry.path, let parent, let old = entry.oldPath {
            edits.append(GitCommit.Edit(path: entry.path, bytes: try await archive.file(old, in: parent)))
        }
        return edits
    }

    private static func mail(of name: String) -> String {
        let word = name.lowercased().unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || (48...57).contains(scalar.value) ? String(scalar) : "."
        }
        return word.joined() + "@netstacks.invalid"
    }

    private static let diverged = Problem(
        .conflict, code: "archive_diverged",
        "The git repository cannot be continued: points of its history are gone, or the rules about secrets changed. Rebuild it."
    )
}
