extension DevicePages {
    /// The running configuration, read live.
    public struct Configuration: Codable, Sendable {
        public var header: Header
        public var reading: Reading

        /// Takes every part.
        public init(header: Header, reading: Reading) {
            self.header = header
            self.reading = reading
        }
    }
}
