extension ChangePages {
    /// The form that proposes a change on chosen devices.
    public struct Proposal: Codable, Sendable {
        /// /changes.
        public var action: String
        public var error: String
        /// `source`, `template` or `stack`.
        public var hidden: [Component.FormField]
        /// At most one: `operation`, radio; none for lines.
        public var operation: [Component.FormField]
        public var devices: [DeviceChoice]
        public var devicesError: String
        /// Of all the devices, for filtering as you type.
        public var tags: [String]
        /// One per variable, named `variable.NAME`; for lines one field `lines`.
        public var fields: [Component.FormField]
        /// `title` and `reason`.
        public var about: [Component.FormField]
        public var submitTitle: String
        public var cancelURL: String

        /// Takes every part.
        public init(
            action: String, error: String, hidden: [Component.FormField], operation: [Component.FormField],
            devices: [DeviceChoice], devicesError: String, tags: [String], fields: [Component.FormField],
            about: [Component.FormField], submitTitle: String, cancelURL: String
        ) {
            self.action = action
            self.error = error
            self.hidden = hidden
            self.operation = operation
            self.devices = devices
            self.devicesError = devicesError
            self.tags = tags
            self.fields = fields
            self.about = about
            self.submitTitle = submitTitle
            self.cancelURL = cancelURL
        }
    }

    /// One device that can be chosen, as a check box `device`.
    public struct DeviceChoice: Codable, Sendable {
        public var id: String
        public var name: String
        public var address: String
        public var platform: String
        public var tags: [String]
        public var isSelected: Bool
        public var isDisabled: Bool
        /// For example «no platform fits»; empty when it can be chosen.
        public var whyNot: String

        /// Takes every part.
        public init(
            id: String, name: String, address: String, platform: String, tags: [String], isSelected: Bool,
            isDisabled: Bool, whyNot: String
        ) {
            self.id = id
            self.name = name
            self.address = address
            self.platform = platform
            self.tags = tags
            self.isSelected = isSelected
            self.isDisabled = isDisabled
            self.whyNot = whyNot
        }
    }
}
