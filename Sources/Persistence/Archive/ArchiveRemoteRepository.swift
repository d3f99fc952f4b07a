public import Domain
import Foundation
public import Postgres

/// Stores where the archive is pushed to, and how that went.
public struct ArchiveRemoteRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// The remote; `nil` when there is none.
    public func find() async throws(Problem) -> ArchiveRemote? {
        try await db.first(
            """
            -- ArchiveRemoteRepository.find
            SELECT
                url, branch, credential_set_id, host_keys, offered_host_key, pushed_commit, pushed_at, failure, failed_at
            FROM archive_remote
            """
        ) { row throws(PostgresError) in
            ArchiveRemote(
                url: try row.decode("url"), branch: try row.decode("branch"),
                credentialSetID: try row.decode("credential_set_id"), hostKeys: try row.decode("host_keys"),
                offeredHostKey: try row.decode("offered_host_key"), pushedCommit: try row.decode("pushed_commit"),
                pushedAt: try row.decode("pushed_at"), failure: try row.decode("failure"),
                failedAt: try row.decode("failed_at"))
        }
    }

    /// Names the remote; how far another one was is forgotten.
    public func save(_ remote: ArchiveRemote) async throws(Problem) {
        try await db.run(
            """
            -- ArchiveRemoteRepository.save
            INSERT INTO archive_remote AS old (url, branch, credential_set_id, host_keys)
            VALUES (\(remote.url), \(remote.branch), \(remote.credentialSetID), \(remote.hostKeys)::text[])
            ON CONFLICT (is_only) DO UPDATE
            SET url = EXCLUDED.url, branch = EXCLUDED.branch, credential_set_id = EXCLUDED.credential_set_id,
                host_keys = EXCLUDED.host_keys, offered_host_key = NULL, failure = '', failed_at = NULL,
                pushed_commit = CASE WHEN (old.url, old.branch) = (EXCLUDED.url, EXCLUDED.branch) THEN old.pushed_commit END,
                pushed_at = CASE WHEN (old.url, old.branch) = (EXCLUDED.url, EXCLUDED.branch) THEN old.pushed_at END
            """)
    }

    /// Ends pushing.
    public func delete() async throws(Problem) {
        try await db.run(
            """
            -- ArchiveRemoteRepository.delete
            DELETE FROM archive_remote
            """)
    }

    /// Notes that the remote has everything up to a commit.
    public func recordPush(of commit: String) async throws(Problem) {
        try await db.run(
            """
            -- ArchiveRemoteRepository.recordPush
            UPDATE archive_remote
            SET pushed_commit = \(commit), pushed_at = now(), offered_host_key = NULL, failure = '', failed_at = NULL
            """)
    }

    /// Notes why a push failed, and the host key that was shown, if that was why.
    public func recordFailure(_ sentence: String, offeredHostKey: String?) async throws(Problem) {
        try await db.run(
            """
            -- ArchiveRemoteRepository.recordFailure
            UPDATE archive_remote
            SET failure = \(sentence.storable), failed_at = now(), offered_host_key = \(offeredHostKey)
            """)
    }
}
