public import Domain
import Persistence

extension TemplateService {
    /// A template set with the bodies of one of its revisions.
    public func find(_ id: TemplateSet.ID, revision: Int, by actor: Actor) async throws -> TemplateSet {
        try actor.require(.view)
        guard let set = try await TemplateSetRepository(database).find(id, revision: revision) else {
            throw Problem.notFound("revision of this template set")
        }
        return set
    }
}
