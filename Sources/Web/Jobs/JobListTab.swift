import Domain

/// The groups of states by which the list of jobs is looked at.
enum JobListTab: String, CaseIterable {
    case all = "", running, failed, finished

    var title: String {
        switch self {
        case .all: "All"
        case .running: "Running"
        case .failed: "Failed"
        case .finished: "Finished"
        }
    }

    /// The states it holds; none means any.
    var states: [JobState] {
        switch self {
        case .all: []
        case .running: [.queued, .running]
        case .failed: [.failed, .interrupted]
        case .finished: [.succeeded, .cancelled]
        }
    }

    static func tabs(current: JobListTab) -> [Component.Tab] {
        allCases.map { tab in
            Component.Tab(
                title: tab.title, url: tab == .all ? "/jobs" : "/jobs?state=\(tab.rawValue)", count: "",
                isCurrent: tab == current)
        }
    }
}
