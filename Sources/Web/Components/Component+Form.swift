extension Component {
    /// One choice of a select, a group of radio buttons or of check boxes.
    public struct Option: Codable, Sendable {
        public var value: String
        public var label: String
        public var help: String
        public var isSelected: Bool

        /// Takes every part.
        public init(value: String, label: String, help: String, isSelected: Bool) {
            self.value = value
            self.label = label
            self.help = help
            self.isSelected = isSelected
        }
    }

    /// One labelled control with its help and its error.
    public struct FormField: Codable, Sendable {
        public var name: String
        public var label: String
        /// text, password, number, search, textarea, code, select, radio, checkboxes, checkbox or hidden.
        public var kind: String
        public var value: String
        /// What is wrong and what to do; empty when nothing is.
        public var error: String
        public var help: String
        public var placeholder: String
        /// The autofill token of HTML; `off` when there is none.
        public var autocomplete: String
        public var isRequired: Bool
        public var isDisabled: Bool
        /// Height of textarea and code in lines; 0 elsewhere.
        public var rows: Int
        /// For select, radio and checkboxes.
        public var options: [Option]

        /// Takes every part.
        public init(
            name: String, label: String, kind: String, value: String, error: String, help: String, placeholder: String,
            autocomplete: String, isRequired: Bool, isDisabled: Bool, rows: Int, options: [Option]
        ) {
            self.name = name
            self.label = label
            self.kind = kind
            self.value = value
            self.error = error
            self.help = help
            self.placeholder = placeholder
            self.autocomplete = autocomplete
            self.isRequired = isRequired
            self.isDisabled = isDisabled
            self.rows = rows
            self.options = options
        }
    }

    /// A form that is sent by POST and answered by 303, or shown again with its errors.
    public struct Form: Codable, Sendable {
        public var action: String
        public var submitTitle: String
        /// Where «Cancel» leads; empty for no such link.
        public var cancelURL: String
        /// What is wrong with the form as a whole; empty when nothing is.
        public var error: String
        public var fields: [FormField]

        /// Takes every part.
        public init(action: String, submitTitle: String, cancelURL: String, error: String, fields: [FormField]) {
            self.action = action
            self.submitTitle = submitTitle
            self.cancelURL = cancelURL
            self.error = error
            self.fields = fields
        }
    }

    /// A button that posts to a path, with the reason when it may not be used now.
    public struct Action: Codable, Sendable {
        /// A word for scripts and tests, for example `run`; also the end of the button's id.
        public var name: String
        public var title: String
        public var url: String
        public var icon: String
        /// primary, normal or danger.
        public var style: String
        public var isAllowed: Bool
        /// Shown beside the disabled button; empty when allowed.
        public var whyNot: String
        /// Asked in a dialog before sending; empty for no question.
        public var confirmTitle: String
        public var confirmText: String

        /// Takes every part.
        public init(
            name: String, title: String, url: String, icon: String, style: String, isAllowed: Bool, whyNot: String,
            confirmTitle: String, confirmText: String
        ) {
            self.name = name
            self.title = title
            self.url = url
            self.icon = icon
            self.style = style
            self.isAllowed = isAllowed
            self.whyNot = whyNot
            self.confirmTitle = confirmTitle
            self.confirmText = confirmText
        }
    }
}
