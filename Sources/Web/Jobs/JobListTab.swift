import Domain
import Hummingbird

/// The groups of states by which the list of jobs is looked at.
enum JobListTab: String, CaseIterable {
    case all = "", running, waiting, givenUp = "given-up", finished

    /// The tab that a query asks for.
    init(queryOf request: Request) {
        self = JobListTab(rawValue: FormBody(queryOf: request).text("state")) ?? .all
    }

    var title: String {
        switch self {
        case .all: "All"
        case .running: "Under way"
        case .waiting: "Waiting"
        case .givenUp: "Given up"
        case .finished: "Finished"
        }
    }

    /// What there is when the list is empty.
    var emptyTitle: String {
        switch self {
        case .all, .finished: "No jobs here"
        case .running: "Nothing is under way"
        case .waiting: "Nothing waits"
        case .givenUp: "Nothing was given up"
        }
    }

    /// The states it holds; none means any.
    var states: [JobState] {
        switch self {
        case .all, .givenUp: []
        case .running: [.running, .awaiting]
        case .waiting: [.queued]
        case .finished: [.succeeded, .failed, .cancelled, .interrupted]
        }
    }

    /// The tabs; each keeps the other values of the query.
    static func tabs(current: JobListTab, keeping query: String) -> [Component.Tab] {
        allCases.map { tab in
            let parts = (tab == .all ? [] : ["state=\(tab.rawValue)"]) + (query.isEmpty ? [] : [query])
            return Component.Tab(
                title: tab.title, url: parts.isEmpty ? "/jobs" : "/jobs?" + parts.joined(separator: "&"), count: "",
                isCurrent: tab == current)
        }
    }
}
