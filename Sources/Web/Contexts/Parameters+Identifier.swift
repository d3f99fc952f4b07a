import Domain
import Hummingbird

extension RequestContext {
    /// The id in the path; a text that is no id is a page that does not exist.
    func identifier<Subject>(_ name: String = "id", of what: String) throws -> Identifier<Subject> {
        guard let text = coreContext.parameters.get(name), let id = Identifier<Subject>(text) else {
            throw Problem.notFound(what)
        }
        return id
    }
}
