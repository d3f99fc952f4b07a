import Domain
import Hummingbird
import Services

/// What the query of the list of devices asks for; what it cannot mean is ignored.
struct DeviceList: Sendable {
    let search: String
    let tag: Tag?
    let platform: PlatformName?
    private let column: DeviceFilter.Sort
    private let page: Page

    init(queryOf request: Request) {
        let query = FormBody(queryOf: request)
        search = query.text("q")
        tag = Tag(query.text("tag"))
        platform = PlatformName(query.text("platform"))
        column = DeviceFilter.Sort(rawValue: query.text("sort")) ?? .name
        page = Page(queryOf: request)
    }

    var filter: DeviceFilter {
        DeviceFilter(search: search, tag: tag, platform: platform, sort: column, page: page)
    }

    var isFiltered: Bool { !search.isEmpty || tag != nil || platform != nil }

    /// The order as the query says it.
    var sort: String { column == .name ? "" : column.rawValue }

    /// The six headings; four of them sort.
    var columns: [Component.Column] {
        [
            column("Name", .name), column("Address", .host), column("Platform", .platform), column("Tags", nil),
            column("State", nil), column("Last seen", .lastSeen),
        ]
    }

    func tagOptions(_ tags: [Tag]) -> [Component.Option] {
        let chosen = tag?.text ?? ""
        return [.make("", "Any tag", chosen: chosen)] + tags.map { .make($0.text, $0.text, chosen: chosen) }
    }

    func platformOptions(_ platforms: [Platform]) -> [Component.Option] {
        let chosen = platform?.text ?? ""
        return [.make("", "Any platform", chosen: chosen)]
            + platforms.map { .make($0.name.text, $0.title, chosen: chosen) }
    }

    private func column(_ title: String, _ sort: DeviceFilter.Sort?) -> Component.Column {
        guard let sort else { return Component.Column(title: title, url: "", sort: "none", isNumeric: false) }
        let kept = [
            ("q", search), ("tag", tag?.text ?? ""), ("platform", platform?.text ?? ""), ("sort", sort.rawValue),
        ]
        let query = kept.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
        // The newest come first, where a time is sorted by.
        let direction = sort == .lastSeen ? "descending" : "ascending"
        return Component.Column(
            title: title, url: "/devices?" + query, sort: sort == column ? direction : "none", isNumeric: false)
    }
}
