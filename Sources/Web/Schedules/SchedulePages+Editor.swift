extension SchedulePages {
    /// The form of a schedule.
    public struct Editor: Codable, Sendable {
        public var action: String
        /// Takes the same form and answers it with a preview; with the header `X-Fragment` the preview alone.
        public var previewURL: String
        public var error: String
        public var submitTitle: String
        public var cancelURL: String
        /// `name` and `action`.
        public var about: [Component.FormField]
        /// `selection`, radio.
        public var selection: Component.FormField
        public var devices: [ChangePages.DeviceChoice]
        public var devicesError: String
        /// Of all the devices, for filtering as you type.
        public var deviceTags: [String]
        /// `tag`, check boxes.
        public var tags: Component.FormField
        /// `timing`, radio.
        public var timing: Component.FormField
        public var cron: [Component.FormField]
        public var interval: [Component.FormField]
        public var once: [Component.FormField]
        /// `zone`, select.
        public var zone: Component.FormField
        /// Windows, blackouts, what is missed, and what overlaps.
        public var rules: [Component.FormField]
        public var preview: Preview
        /// What happens when clocks change.
        public var clockRule: String

        /// Takes every part.
        public init(
            action: String, previewURL: String, error: String, submitTitle: String, cancelURL: String,
            about: [Component.FormField], selection: Component.FormField, devices: [ChangePages.DeviceChoice],
            devicesError: String, deviceTags: [String], tags: Component.FormField, timing: Component.FormField,
            cron: [Component.FormField], interval: [Component.FormField], once: [Component.FormField],
            zone: Component.FormField, rules: [Component.FormField], preview: Preview, clockRule: String
        ) {
            self.action = action
            self.previewURL = previewURL
            self.error = error
            self.submitTitle = submitTitle
            self.cancelURL = cancelURL
            self.about = about
            self.selection = selection
            self.devices = devices
            self.devicesError = devicesError
            self.deviceTags = deviceTags
            self.tags = tags
            self.timing = timing
            self.cron = cron
            self.interval = interval
            self.once = once
            self.zone = zone
            self.rules = rules
            self.preview = preview
            self.clockRule = clockRule
        }
    }

    /// The form that adds a schedule.
    public struct New: Codable, Sendable {
        public var editor: Editor

        /// Takes every part.
        public init(editor: Editor) {
            self.editor = editor
        }
    }

    /// The form that changes a schedule.
    public struct Edit: Codable, Sendable {
        public var name: String
        public var editor: Editor

        /// Takes every part.
        public init(name: String, editor: Editor) {
            self.name = name
            self.editor = editor
        }
    }
}
