import Domain
import Hummingbird
import Services

/// Searching in many configurations at once.
struct SearchRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let query = FormBody(queryOf: request)
        let search = ConfigurationSearch(
            pattern: query.raw("q"), parent: query.raw("under"), isCaseSensitive: query.text("case") == "yes",
            scope: ConfigurationSearch.Scope(rawValue: query.text("scope")) ?? .current,
            tag: Tag(query.text("tag")), page: Page(queryOf: request, size: 20))
        var answer: SearchService.Answer?
        var problem: Problem?
        if !search.pattern.isEmpty {
            do {
                answer = try await services.search.find(search, by: context.actor)
            } catch let found as Problem where found.kind == .invalid {
                problem = found
            }
        }
        let tags = try await services.devices.tags(by: context.actor).map(\.0.text)
        let found = answer?.hits ?? Paged(elements: [], total: 0, page: search.page)
        let page = SearchPages.Index(
            pattern: search.pattern, parent: search.parent, isCaseSensitive: search.isCaseSensitive,
            scopeOptions: ConfigurationSearch.Scope.allCases.map {
                .make($0.rawValue, $0.title, chosen: search.scope.rawValue)
            },
            tagOptions: [.make("", "Any tag", chosen: search.tag?.text ?? "")]
                + tags.map { .make($0, $0, chosen: search.tag?.text ?? "") },
            problem: problem?.formError(besides: []) ?? "", hasSearched: answer != nil,
            summary: answer.map { Self.summary($0, search.scope) } ?? "",
            cut: answer?.isCut == true
                ? "More than \(SearchService.mostLines) different lines fit; some devices may be missing." : "",
            rows: found.elements.map(SearchPages.Row.init), pagination: Component.Pagination(found, request: request))
        return try views.page(
            "search/index.html", page, title: "Search configurations",
            status: problem == nil ? .ok : .unprocessableContent, request: request, context: context)
    }

    private static func summary(_ answer: SearchService.Answer, _ scope: ConfigurationSearch.Scope) -> String {
        let total = answer.hits.total
        if scope == .past { return Measure.count(total, "point") + " had such lines" }
        return "\(total) of \(Measure.count(answer.searched, "device"))"
    }
}

extension ConfigurationSearch.Scope {
    /// As a form says it.
    var title: String {
        switch self {
        case .current: "Devices that have it now"
        case .lacking: "Devices that lack it now"
        case .past: "Where it was and is gone"
        }
    }
}

extension SearchPages.Row {
    /// A hit as its row.
    init(_ hit: SearchHit) {
        self.init(
            device: Component.Link(title: hit.deviceName.text, url: "/devices/\(hit.deviceID)"),
            backup: Component.Link(title: "point \(hit.number)", url: "/backups/\(hit.backupID)"),
            lastSeen: Component.Timestamp(hit.lastSeenAt),
            lines: hit.lines.map { SearchPages.Line(text: $0.text, parents: $0.parents.joined(separator: " › ")) },
            more: hit.lineCount > hit.lines.count
                ? "and \(Measure.count(hit.lineCount - hit.lines.count, "more line"))" : "")
    }
}
