import Domain
import HTTPTypes
import Services

/// Searching in many configurations at once.
struct SearchOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [find] }

    private var find: APIOperation {
        APIOperation(
            id: "searchConfigurations", method: .get, path: "/search", tag: "Search", permission: .view,
            summary: "Find lines in the configurations of all devices",
            text: """
                Expressions are regular expressions of PostgreSQL over single lines without their indentation and their \
                secrets. A search ends after 5 seconds; when more lines fit than are looked at, `is_cut` says so.
                """,
            query: [
                APIParameter(
                    name: "pattern", summary: "What the line must fit.", schema: .string(maxLength: 500),
                    isRequired: true),
                APIParameter(
                    name: "parent", summary: "What one of the lines above it must fit.",
                    schema: .string(maxLength: 500)),
                APIParameter(
                    name: "scope",
                    summary:
                        "Devices that have it now, that lack it now, or points that had it last; now when left out.",
                    schema: .choice(of: ConfigurationSearch.Scope.self)),
                APIParameter(name: "case", summary: "Whether case counts.", schema: .choice(["match", "ignore"])),
                APIParameter(name: "tag", summary: "Only devices with this tag.", schema: .string(maxLength: 40)),
            ] + APIParameter.page,
            answer: .named("SearchAnswer")
        ) { call in
            let answer = try await services.search.find(
                ConfigurationSearch(
                    pattern: call.query("pattern"), parent: call.query("parent"),
                    isCaseSensitive: call.query("case") == "match",
                    scope: ConfigurationSearch.Scope(rawValue: call.query("scope")) ?? .current,
                    tag: try call.checked("tag"), page: call.page), by: call.actor)
            return .object([
                "items": .array(answer.hits.elements.map(\.document)), "total": JSONValue(answer.hits.total),
                "page": JSONValue(answer.hits.page.number), "size": JSONValue(answer.hits.page.size),
                "searched": JSONValue(answer.searched), "is_cut": .bool(answer.isCut),
            ])
        }
    }
}
