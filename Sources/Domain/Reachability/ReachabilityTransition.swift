public import Foundation

/// A change of a device's reachability, for its history.
public struct ReachabilityTransition: Sendable, Hashable, Identifiable {
    /// The id of a transition; later ones are greater.
    public typealias ID = Identifier<ReachabilityTransition>

    public let id: ID
    public let at: Date
    public let from: Reachability.State
    public let to: Reachability.State
    /// Why, as a sentence.
    public let sentence: String
    /// Whether it happened while the device was flapping, and so was told to nobody.
    public let wasDamped: Bool

    /// A transition.
    public init(
        id: ID = ID(), at: Date, from: Reachability.State, to: Reachability.State, sentence: String, wasDamped: Bool
    ) {
        self.id = id
        self.at = at
        self.from = from
        self.to = to
        self.sentence = sentence
        self.wasDamped = wasDamped
    }
}
