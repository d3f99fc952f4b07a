import Domain

/// The groups of states by which the list of changes is looked at.
enum ChangeListTab: String, CaseIterable {
    case all = "", waiting
    case running = "in_flight"
    case attention, finished

    var title: String {
        switch self {
        case .all: "All"
        case .waiting: "Waiting"
        case .running: "In flight"
        case .attention: "Needs attention"
        case .finished: "Finished"
        }
    }

    /// The states it holds; none means any.
    var states: [ChangeState] {
        switch self {
        case .all: []
        case .waiting: [.draft, .planned, .awaitingApproval, .approved]
        case .running: [.planning, .running, .verifying]
        case .attention: [.failed, .rejected, .stale, .paused, .needsPerson]
        case .finished: [.done, .cancelled, .undone]
        }
    }

    static func tabs(current: ChangeListTab) -> [Component.Tab] {
        allCases.map { tab in
            Component.Tab(
                title: tab.title, url: tab == .all ? "/changes" : "/changes?state=\(tab.rawValue)", count: "",
                isCurrent: tab == current)
        }
    }
}
