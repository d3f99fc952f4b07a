public import Domain
import Persistence

extension ChangeService {
    /// The newest changes that deploy or delete a stack, at most 10, found among the newest 500 changes.
    public func latest(of stack: Stack.ID, by actor: Actor) async throws -> [ChangeSummary] {
        try actor.require(.view)
        let newest = try await ChangeRepository(database).list(ChangeFilter(page: Page(number: 1, size: 500)))
        let found = newest.elements.filter { change in
            if case .stack(stack, _, _) = change.source { true } else { false }
        }
        return try await summaries(of: Array(found.prefix(10)))
    }
}
