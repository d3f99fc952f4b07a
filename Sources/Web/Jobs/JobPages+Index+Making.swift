import Domain
import Hummingbird

extension JobPages.Index {
    /// One page of the list that a query asks for.
    init(_ list: JobList, _ jobs: JobRows, parent: Job?, _ request: Request, _ context: SignedInContext) {
        let ids = list.tab == .givenUp ? jobs.rows.filter { !$0.actions.isEmpty }.map(\.id) : []
        self.init(
            tabs: list.tabs, state: list.tab.rawValue, kindOptions: list.kindOptions, device: list.deviceName,
            parent: parent.map { Component.Link(title: $0.kind.title, url: "/jobs/\($0.id)") } ?? .none,
            parentID: parent?.id.description ?? "", isFiltered: list.isFiltered, emptyTitle: list.tab.emptyTitle,
            replayAll: ids.count < 2 ? [] : [.replayAll(ids.count, context)], replayIDs: ids,
            eventsURL: jobs.eventsURL, rows: jobs.rows,
            pagination: Component.Pagination(jobs.found, request: request)
                .sayingMore(than: JobFilter.countLimit, when: jobs.found.total))
    }
}

extension Component.Action {
    fileprivate static func replayAll(_ count: Int, _ context: SignedInContext) -> Component.Action {
        .make(
            "replay-all", "Do these \(count) again", url: "/jobs/replays", icon: "refresh",
            whyNot: context.whyNot(.readDevices),
            confirm: ("Do \(count) jobs again?", "Each becomes a new job of yours; those on one device run one by one."))
    }
}
