public import Domain
public import Foundation

/// A configuration fit to be shown: its secrets are replaced.
public struct ShownConfiguration: Sendable, Hashable {
    public let text: String
    public let readAt: Date
    public let content: ContentHash
}
