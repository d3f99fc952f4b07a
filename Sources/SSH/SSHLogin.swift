/// What proves the user's identity; it has no printable form.
public enum SSHLogin: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A password, also given to a keyboard-interactive server that asks one hidden question.
    case password(String)
    /// A private key in OpenSSH or PEM form, with its passphrase when it has one.
    case privateKey(pem: String, passphrase: String?)

    /// The kind of login, never its content.
    public var description: String {
        switch self {
        case .password: "password •••"
        case .privateKey: "private key •••"
        }
    }

    /// The same as `description`.
    public var debugDescription: String { self.description }

    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
