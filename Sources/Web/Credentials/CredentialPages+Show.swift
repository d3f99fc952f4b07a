extension CredentialPages {
    /// One credential set and the devices that use it.
    public struct Show: Codable, Sendable {
        public var name: String
        /// Empty when the person may not edit.
        public var editURL: String
        public var facts: [Component.Fact]
        public var secrets: [Component.Check]
        public var devices: [Component.Link]
        public var deletion: Component.Action
        public var canEdit: Bool

        /// Takes every part.
        public init(
            name: String, editURL: String, facts: [Component.Fact], secrets: [Component.Check],
            devices: [Component.Link], deletion: Component.Action, canEdit: Bool
        ) {
            self.name = name
            self.editURL = editURL
            self.facts = facts
            self.secrets = secrets
            self.devices = devices
            self.deletion = deletion
            self.canEdit = canEdit
        }
    }
}
