extension DevicePages {
    /// The form that edits a device, and its removal.
    public struct Edit: Codable, Sendable {
        public var name: String
        public var form: Component.Form
        public var deletion: Component.Action

        /// Takes every part.
        public init(name: String, form: Component.Form, deletion: Component.Action) {
            self.name = name
            self.form = form
            self.deletion = deletion
        }
    }
}
