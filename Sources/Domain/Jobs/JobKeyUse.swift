public import Foundation

/// One key: its limit, and the jobs that have it or wait for it.
public struct JobKeyUse: Sendable, Hashable {
    public let key: JobKey
    /// The limit of the key itself, part by part; where it has none, that of its class holds.
    public let ownLimit: JobLimit?
    /// The limit that holds.
    public let limit: JobLimit
    /// Running jobs that have it.
    public let inUse: Int
    /// Jobs that wait for it.
    public let waiting: Int
    /// When the rate allows the next start; `nil` when the rate holds nobody up.
    public let nextStartAt: Date?

    /// A key as stored.
    public init(key: JobKey, ownLimit: JobLimit?, limit: JobLimit, inUse: Int, waiting: Int, nextStartAt: Date?) {
        self.key = key
        self.ownLimit = ownLimit
        self.limit = limit
        self.inUse = inUse
        self.waiting = waiting
        self.nextStartAt = nextStartAt
    }
}
