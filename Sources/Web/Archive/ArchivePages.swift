/// Where backups are kept: git, its remote, and retention.
public enum ArchivePages {
    /// All of it on one page.
    public struct Show: Codable, Sendable {
        public var facts: [Component.Fact]
        public var push: Component.Badge
        /// Why the last push failed; empty when it did not.
        public var failure: String
        /// The host key that the server showed and that is not trusted; empty when there is none.
        public var offeredHostKey: String
        public var actions: [Component.Action]
        public var commits: [Commit]
        public var remote: Component.Form
        public var retention: Component.Form
        /// The rule in words.
        public var retentionText: String
        public var canEdit: Bool

        /// Takes every part.
        public init(
            facts: [Component.Fact], push: Component.Badge, failure: String, offeredHostKey: String,
            actions: [Component.Action], commits: [Commit], remote: Component.Form, retention: Component.Form,
            retentionText: String, canEdit: Bool
        ) {
            self.facts = facts
            self.push = push
            self.failure = failure
            self.offeredHostKey = offeredHostKey
            self.actions = actions
            self.commits = commits
            self.remote = remote
            self.retention = retention
            self.retentionText = retentionText
            self.canEdit = canEdit
        }
    }

    /// One commit of the git log.
    public struct Commit: Codable, Sendable {
        /// The first 10 digits.
        public var hash: String
        /// The first line of its message.
        public var title: String
        /// The backup, or empty for a file that moved or went.
        public var url: String
        public var author: String
        public var time: Component.Timestamp
        public var path: String

        /// Takes every part.
        public init(
            hash: String, title: String, url: String, author: String, time: Component.Timestamp, path: String
        ) {
            self.hash = hash
            self.title = title
            self.url = url
            self.author = author
            self.time = time
            self.path = path
        }
    }
}
