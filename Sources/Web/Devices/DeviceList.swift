import Domain
import Hummingbird
import Services

/// What the query of the list of devices asks for; a tag, a platform or a state that cannot be is ignored, an order is refused.
struct DeviceList: Sendable {
    let search: String
    let tag: Tag?
    let platform: PlatformName?
    let state: Reachability.State?
    private let order: DeviceFilter.Order
    private let page: Page

    init(queryOf request: Request) throws {
        let query = FormBody(queryOf: request)
        search = query.text("q")
        tag = Tag(query.text("tag"))
        platform = PlatformName(query.text("platform"))
        state = Reachability.State(rawValue: query.text("state"))
        let sort = query.text("sort")
        guard let order = DeviceFilter.Order(sort.isEmpty ? "name" : sort) else {
            let known = DeviceFilter.Order.all.map(\.text).joined(separator: ", ")
            throw Problem.invalid([FieldProblem("sort", "Devices can be sorted by one of these: \(known).")])
        }
        self.order = order
        page = Page(queryOf: request)
    }

    var filter: DeviceFilter {
        DeviceFilter(search: search, tag: tag, platform: platform, state: state, order: order, page: page)
    }

    var isFiltered: Bool { !search.isEmpty || tag != nil || platform != nil || state != nil }

    /// The order as the query says it.
    var sort: String { order == DeviceFilter.Order(.name) ? "" : order.text }

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

    var stateOptions: [Component.Option] {
        let chosen = state?.rawValue ?? ""
        return [.make("", "Any state", chosen: chosen)]
            + [Reachability.State.up, .down, .flapping, .unknown].map { .make($0.rawValue, $0.title, chosen: chosen) }
    }

    /// The first press sorts by the column, the next the other way round.
    private func column(_ title: String, _ column: DeviceFilter.Order.Column?) -> Component.Column {
        guard let column else { return Component.Column(title: title, url: "", sort: "none", isNumeric: false) }
        let isCurrent = column == order.column
        // The newest come first, where a time is sorted by.
        let next = DeviceFilter.Order(column, isDescending: isCurrent ? !order.isDescending : column == .lastSeen)
        let kept = [
            ("q", search), ("tag", tag?.text ?? ""), ("platform", platform?.text ?? ""),
            ("state", state?.rawValue ?? ""),
            ("sort", next.text),
        ]
        let query = kept.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
        let direction = order.isDescending ? "descending" : "ascending"
        return Component.Column(
            title: title, url: "/devices?" + query, sort: isCurrent ? direction : "none", isNumeric: false)
    }
}
