public import Domain
import Persistence

/// A change with the devices it names, for lists.
public struct ChangeSummary: Sendable {
    public let change: Change
    /// In the order in which they were named.
    public let devices: [DeviceName]
}

extension ChangeService {
    /// One page of changes, newest first, each with its devices.
    public func summaries(_ filter: ChangeFilter, by actor: Actor) async throws -> Paged<ChangeSummary> {
        let page = try await list(filter, by: actor)
        return Paged(elements: try await summaries(of: page.elements), total: page.total, page: page.page)
    }

    /// The devices of some changes.
    public func summaries(of changes: [Change]) async throws -> [ChangeSummary] {
        try await withThrowingTaskGroup(of: (Int, ChangeSummary).self) { group in
            for (index, change) in changes.enumerated() {
                group.addTask {
                    let rows = try await ChangeDeviceRepository(database).list(change.id)
                    return (index, ChangeSummary(change: change, devices: rows.map(\.deviceName)))
                }
            }
            var found: [Int: ChangeSummary] = [:]
            for try await (index, summary) in group { found[index] = summary }
            return changes.indices.compactMap { found[$0] }
        }
    }
}
