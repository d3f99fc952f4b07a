public import Foundation

/// Why a queued job has not been started: which key holds it, who has that key, and how many are before it.
public struct JobWait: Sendable, Hashable {
    public let key: JobKey
    public let since: Date
    /// 1 is the next in line.
    public let position: Int
    /// How many stand in line.
    public let lineLength: Int
    /// The jobs that have the key now, oldest first; at most ten. Empty when the rate is what holds it.
    public let holders: [Job.ID]
    /// When the rate allows the next start; `nil` when the rate is not what holds it.
    public let nextStartAt: Date?

    /// A wait as stored.
    public init(
        key: JobKey, since: Date, position: Int, lineLength: Int, holders: [Job.ID], nextStartAt: Date?
    ) {
        self.key = key
        self.since = since
        self.position = position
        self.lineLength = lineLength
        self.holders = holders
        self.nextStartAt = nextStartAt
    }
}
