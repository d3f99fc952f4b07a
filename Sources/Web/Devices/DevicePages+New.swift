extension DevicePages {
    /// The form that adds a device.
    public struct New: Codable, Sendable {
        public var form: Component.Form
        /// Whether there is a credential set to choose.
        public var hasCredentials: Bool

        /// Takes every part.
        public init(form: Component.Form, hasCredentials: Bool) {
            self.form = form
            self.hasCredentials = hasCredentials
        }
    }
}
