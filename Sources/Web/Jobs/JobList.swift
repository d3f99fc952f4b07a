import Domain
import Foundation
import Hummingbird

/// What the query of the list of jobs asks for; what it cannot mean is ignored.
struct JobList: Sendable {
    let tab: JobListTab
    let kind: JobKind?
    let deviceName: String
    let parentID: Job.ID?
    private let page: Page

    init(queryOf request: Request) {
        let query = FormBody(queryOf: request)
        tab = JobListTab(queryOf: request)
        kind = JobKind(rawValue: query.text("kind"))
        deviceName = String(query.text("device").prefix(100))
        parentID = Job.ID(query.text("parent"))
        page = Page(queryOf: request)
    }

    var filter: JobFilter {
        var filter = JobFilter(
            states: tab.states, kinds: kind.map { [$0] } ?? [], parentID: parentID, page: page)
        filter.deviceName = deviceName
        filter.isGivenUp = tab == .givenUp
        return filter
    }

    var isFiltered: Bool { kind != nil || !deviceName.isEmpty || parentID != nil }

    /// The tabs, and this one's kind, device and parent in each of them.
    var tabs: [Component.Tab] {
        let fields = [
            ("kind", kind?.rawValue ?? ""), ("device", deviceName), ("parent", parentID?.description ?? ""),
        ]
        return JobListTab.tabs(
            current: tab,
            keeping: fields.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&"))
    }

    var kindOptions: [Component.Option] {
        let chosen = kind?.rawValue ?? ""
        var kinds = JobKind.allCases
        if let kind, !kinds.contains(kind) { kinds.append(kind) }
        return [.make("", "Any kind", chosen: chosen)] + kinds.map { .make($0.rawValue, $0.title, chosen: chosen) }
    }
}

extension Component.Pagination {
    /// The same pages of a list whose counting may have stopped.
    func sayingMore(than limit: Int, when total: Int) -> Component.Pagination {
        guard total > limit else { return self }
        var pagination = self
        pagination.summary = summary.replacing(" of \(total)", with: " of more than \(limit.grouped)")
        return pagination
    }
}

extension Int {
    /// With commas, for example «10,000».
    var grouped: String { formatted(.number.locale(Locale(identifier: "en_US"))) }
}
