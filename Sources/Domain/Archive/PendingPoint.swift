/// A good point that is in no entry of the archive yet, with all that its commit will say.
public struct PendingPoint: Sendable, Hashable {
    public let backup: Backup
    public let host: HostAddress
    public let site: SiteName?
    /// The path of the device's file so far; none before the first.
    public let path: String?
    public let change: Change?
    public let scheduleName: String?

    /// The part of a change that a commit names.
    public struct Change: Sendable, Hashable {
        public let number: Int
        public let title: String
        public let reason: String
        public let author: String

        /// A change as a commit names it.
        public init(number: Int, title: String, reason: String, author: String) {
            self.number = number
            self.title = title
            self.reason = reason
            self.author = author
        }
    }

    /// A point as found.
    public init(
        backup: Backup, host: HostAddress, site: SiteName?, path: String?, change: Change?, scheduleName: String?
    ) {
        self.backup = backup
        self.host = host
        self.site = site
        self.path = path
        self.change = change
        self.scheduleName = scheduleName
    }
}
