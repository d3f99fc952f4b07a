extension DevicePages {
    /// The stored configurations of one device.
    public struct Backups: Codable, Sendable {
        public var header: Header
        public var rows: [BackupPages.Row]
        public var pagination: Component.Pagination

        /// Takes every part.
        public init(header: Header, rows: [BackupPages.Row], pagination: Component.Pagination) {
            self.header = header
            self.rows = rows
            self.pagination = pagination
        }
    }
}
