/// A class of keys, with the limit of every key of it that has none of its own.
public struct JobKeyClass: Sendable, Hashable {
    /// `device`, `credential`, `site`, `tenant` or a word of your own (1 to 31 small letters and underscores).
    public let name: String
    public let limit: JobLimit
    /// Running jobs that have a key of this class.
    public let inUse: Int
    /// Jobs that wait for a key of this class.
    public let waiting: Int

    /// A class as stored.
    public init(name: String, limit: JobLimit, inUse: Int, waiting: Int) {
        self.name = name
        self.limit = limit
        self.inUse = inUse
        self.waiting = waiting
    }
}
