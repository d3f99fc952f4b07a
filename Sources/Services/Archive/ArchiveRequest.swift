import Domain
import Persistence

/// Asks for the work of bringing git in step with the database.
enum ArchiveRequest {
    /// One job waits at a time, behind one that may be running: whatever happens until it starts is its to do.
    static func enqueue(on db: any Queryable, requestedBy: User.ID? = nil, isRebuilding: Bool = false)
        async throws(Problem)
    {
        var job = NewJob(
            .archiveConfigurations, arguments: .object(isRebuilding ? ["rebuild": .bool(true)] : [:]),
            requestedBy: requestedBy,
            uniqueKey: JobKind.archiveConfigurations.rawValue + (isRebuilding ? ":rebuild" : ""))
        job.isUniqueWhileRunning = false
        try await JobRepository(db).enqueue([job])
    }

    /// The same for the push.
    static func enqueuePush(on db: any Queryable, requestedBy: User.ID? = nil, isForced: Bool = false)
        async throws(Problem)
    {
        var job = NewJob(
            .pushArchive, arguments: .object(["force": .bool(isForced)]), requestedBy: requestedBy,
            uniqueKey: JobKind.pushArchive.rawValue + (isForced ? ":force" : ""))
        job.isUniqueWhileRunning = false
        try await JobRepository(db).enqueue([job])
    }
}
