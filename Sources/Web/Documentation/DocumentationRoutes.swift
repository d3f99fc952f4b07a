import Domain
import Hummingbird

/// The documentation of the JSON API, made of the same table as its routes.
struct DocumentationRoutes: Sendable {
    let views: ViewRenderer
    let operations: [APIOperation]

    func add(to group: RouterGroup<SignedInContext>) {
        let page = DocumentationPages.API(operations: operations)
        group.get("api") { [views] request, context in
            try views.page("documentation/api.html", page, title: "API", request: request, context: context)
        }
    }
}
