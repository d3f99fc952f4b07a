/// Signing in.
public enum SessionPages {
    /// The sign-in form.
    public struct New: Codable, Sendable {
        public var form: Component.Form
        /// A sentence above the form, for example «You were signed out.»; may be empty.
        public var notice: String

        /// Takes every part.
        public init(form: Component.Form, notice: String) {
            self.form = form
            self.notice = notice
        }
    }
}
