import Services

extension DevicePages {
    /// The stored configurations of one device.
    public struct Backups: Codable, Sendable {
        public var header: Header
        /// How the device differs from what its last change left; without text when no change ended on it.
        public var drift: Component.Badge
        /// Compares the two; empty when they are the same point.
        public var driftURL: String
        public var rows: [BackupPages.Row]
        public var pagination: Component.Pagination
        /// The newest commits of its file in git.
        public var commits: [ArchivePages.Commit]

        /// Takes every part.
        public init(
            header: Header, drift: Component.Badge, driftURL: String, rows: [BackupPages.Row],
            pagination: Component.Pagination, commits: [ArchivePages.Commit]
        ) {
            self.header = header
            self.drift = drift
            self.driftURL = driftURL
            self.rows = rows
            self.pagination = pagination
            self.commits = commits
        }
    }
}

extension Component.Badge {
    /// How a device differs from what its last change left; without text when no change ended on it.
    init(_ drift: BackupService.Drift?) {
        guard let drift else {
            self.init(text: "", tone: "neutral")
            return
        }
        let words = drift.counts.map { " +\($0.added) −\($0.removed)" } ?? ""
        self.init(
            text: drift.isThere ? "changed by hand since the last change:\(words)" : "as the last change left it",
            tone: drift.isThere ? "warning" : "success")
    }
}
