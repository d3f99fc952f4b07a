public import Foundation

/// A named set of points: the configurations of many devices at one time.
public struct NetworkSnapshot: Sendable, Hashable, Identifiable {
    /// The id of a snapshot.
    public typealias ID = Identifier<NetworkSnapshot>

    public let id: ID
    /// Unique, compared without case.
    public let name: String
    public let note: String
    public let createdAt: Date
    public let createdBy: UserReference?
    /// How many devices are in it.
    public let deviceCount: Int

    /// A snapshot as stored.
    public init(id: ID, name: String, note: String, createdAt: Date, createdBy: UserReference?, deviceCount: Int) {
        self.id = id
        self.name = name
        self.note = note
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.deviceCount = deviceCount
    }
}
