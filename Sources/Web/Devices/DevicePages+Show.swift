extension DevicePages {
    /// One device at a glance.
    public struct Show: Codable, Sendable {
        public var header: Header
        /// What keeps the device from being tried.
        public var holds: BreakerPages.Holds
        public var facts: [Component.Fact]
        public var tags: [Component.Link]
        public var notes: String
        public var reachability: Reachability
        /// Whether it is reached over SSH; then the next two are shown.
        public var usesSSH: Bool
        public var ssh: SSH
        public var hostKey: HostKey
        /// The newest jobs of this device, live while they run.
        public var jobs: [JobPages.Row]
        /// Empty when nothing here can change by itself.
        public var eventsURL: String
        public var changes: [ChangePages.Row]
        public var backups: [BackupPages.Row]
        public var canPropose: Bool

        /// Takes every part.
        public init(
            header: Header, holds: BreakerPages.Holds, facts: [Component.Fact], tags: [Component.Link], notes: String,
            reachability: Reachability, usesSSH: Bool, ssh: SSH, hostKey: HostKey, jobs: [JobPages.Row],
            eventsURL: String,
            changes: [ChangePages.Row], backups: [BackupPages.Row], canPropose: Bool
        ) {
            self.header = header
            self.holds = holds
            self.facts = facts
            self.tags = tags
            self.notes = notes
            self.reachability = reachability
            self.usesSSH = usesSSH
            self.ssh = ssh
            self.hostKey = hostKey
            self.jobs = jobs
            self.eventsURL = eventsURL
            self.changes = changes
            self.backups = backups
            self.canPropose = canPropose
        }
    }
}
