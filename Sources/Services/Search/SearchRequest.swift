import Domain
import Persistence

/// Asks for the work of making new points searchable.
enum SearchRequest {
    /// One job waits at a time, behind one that may be running: whatever happens until it starts is its to do.
    static func enqueue(on db: any Queryable, requestedBy: User.ID? = nil) async throws(Problem) {
        var job = NewJob(
            .indexConfigurations, requestedBy: requestedBy, uniqueKey: JobKind.indexConfigurations.rawValue)
        job.isUniqueWhileRunning = false
        try await JobRepository(db).enqueue([job])
    }
}
