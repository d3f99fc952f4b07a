extension UserPages {
    /// The forms that edit a user and set a new password.
    public struct Edit: Codable, Sendable {
        public var name: String
        public var username: String
        public var form: Component.Form
        public var passwordForm: Component.Form
        /// For example disable or enable.
        public var actions: [Component.Action]
        public var roles: [Component.Fact]

        /// Takes every part.
        public init(
            name: String, username: String, form: Component.Form, passwordForm: Component.Form,
            actions: [Component.Action], roles: [Component.Fact]
        ) {
            self.name = name
            self.username = username
            self.form = form
            self.passwordForm = passwordForm
            self.actions = actions
            self.roles = roles
        }
    }
}
