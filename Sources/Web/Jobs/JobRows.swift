import Domain
import Services

/// The jobs of one page as rows, and the address of the events that keep them fresh.
struct JobRows: Sendable {
    let rows: [JobPages.Row]
    /// Empty when none of them is under way.
    let eventsURL: String
    let found: Paged<Job>

    static func load(
        _ filter: JobFilter, _ services: Services, _ context: SignedInContext, namesSubject: Bool = true
    ) async throws -> JobRows {
        let found = try await services.jobs.list(filter, by: context.actor)
        let subjects = namesSubject ? try await services.jobs.subjects(of: found.elements, by: context.actor) : [:]
        let delays = try await services.jobs.delays(of: found.elements, by: context.actor)
        let names = try await services.jobs.names(of: Set(delays.values.compactMap(\.key)), by: context.actor)
        let live = found.elements.filter { !$0.state.isFinal }
        return JobRows(
            rows: found.elements.map { job in
                JobPages.Row(
                    job, subject: subjects[job.id], delay: delays[job.id]?.sentence(names) ?? "", context: context,
                    isReplayable: filter.isGivenUp && job.whyNoReplay.isEmpty)
            },
            eventsURL: live.isEmpty ? "" : "/jobs/events?" + live.map { "job=\($0.id)" }.joined(separator: "&"),
            found: found)
    }
}
