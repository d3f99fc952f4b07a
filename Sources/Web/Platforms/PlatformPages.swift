/// The pages about platforms.
public enum PlatformPages {
    /// The list of platforms.
    public struct Index: Codable, Sendable {
        public var canEdit: Bool
        /// The folder that is read besides what people write.
        public var folder: String
        public var rows: [Row]

        /// Takes every part.
        public init(canEdit: Bool, folder: String, rows: [Row]) {
            self.canEdit = canEdit
            self.folder = folder
            self.rows = rows
        }

        /// One platform.
        public struct Row: Codable, Sendable {
            public var name: String
            public var title: String
            public var url: String
            public var vendor: String
            public var badge: Component.Badge
            public var devices: String
            /// Empty when no device has it.
            public var devicesURL: String

            /// Takes every part.
            public init(
                name: String, title: String, url: String, vendor: String, badge: Component.Badge, devices: String,
                devicesURL: String
            ) {
                self.name = name
                self.title = title
                self.url = url
                self.vendor = vendor
                self.badge = badge
                self.devices = devices
                self.devicesURL = devicesURL
            }
        }
    }

    /// One platform: what is known of it, and its text.
    public struct Show: Codable, Sendable {
        public var title: String
        public var badge: Component.Badge
        /// What is wrong with the newest text, line by line; empty when nothing is.
        public var troubles: [String]
        /// Whether an earlier text is in use meanwhile.
        public var hasFormerText: Bool
        public var facts: [Component.Fact]
        public var lines: [Component.TextLine]
        /// Empty when the person may not edit.
        public var editURL: String
        public var editTitle: String

        /// Takes every part.
        public init(
            title: String, badge: Component.Badge, troubles: [String], hasFormerText: Bool, facts: [Component.Fact],
            lines: [Component.TextLine], editURL: String, editTitle: String
        ) {
            self.title = title
            self.badge = badge
            self.troubles = troubles
            self.hasFormerText = hasFormerText
            self.facts = facts
            self.lines = lines
            self.editURL = editURL
            self.editTitle = editTitle
        }
    }

    /// The form that adds a platform.
    public struct New: Codable, Sendable {
        public var form: Component.Form
        public var problems: [String]

        /// Takes every part.
        public init(form: Component.Form, problems: [String]) {
            self.form = form
            self.problems = problems
        }
    }

    /// The form that edits a platform of one's own, and its removal.
    public struct Edit: Codable, Sendable {
        public var title: String
        public var form: Component.Form
        public var problems: [String]
        /// At most one.
        public var deletions: [Component.Action]

        /// Takes every part.
        public init(title: String, form: Component.Form, problems: [String], deletions: [Component.Action]) {
            self.title = title
            self.form = form
            self.problems = problems
            self.deletions = deletions
        }
    }
}
