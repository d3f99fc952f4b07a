extension CredentialPages {
    /// The form that edits a credential set.
    public struct Edit: Codable, Sendable {
        public var name: String
        public var form: Component.Form

        /// Takes every part.
        public init(name: String, form: Component.Form) {
            self.name = name
            self.form = form
        }
    }
}
