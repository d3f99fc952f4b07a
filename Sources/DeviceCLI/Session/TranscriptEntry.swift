public import Foundation

/// One piece of a session's record; typed passwords are never in it.
public struct TranscriptEntry: Sendable, Hashable {
    /// Who spoke.
    public enum Direction: String, Sendable, Hashable {
        /// We typed it.
        case sent
        /// The device wrote it.
        case received
    }

    /// Who spoke.
    public let direction: Direction
    /// The raw bytes; of a typed password only the word `•••`.
    public let bytes: [UInt8]
    /// When it happened.
    public let at: Date
}
