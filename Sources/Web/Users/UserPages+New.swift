extension UserPages {
    /// The form that adds a user.
    public struct New: Codable, Sendable {
        public var form: Component.Form
        /// Each role with what it may do.
        public var roles: [Component.Fact]

        /// Takes every part.
        public init(form: Component.Form, roles: [Component.Fact]) {
            self.form = form
            self.roles = roles
        }
    }
}
