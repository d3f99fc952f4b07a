public import Domain
import Persistence

extension StackService {
    /// The stacks that contain a template set, by name; looks through the first 5,000 stacks.
    public func list(using set: TemplateSet.ID, by actor: Actor) async throws -> [Stack] {
        try actor.require(.view)
        var found: [Stack] = []
        for number in 1...10 {
            let page = try await StackRepository(database).list(Page(number: number, size: 500))
            found += page.elements.filter { $0.templateSetIDs.contains(set) }
            if number >= page.lastPageNumber { break }
        }
        return found
    }
}
