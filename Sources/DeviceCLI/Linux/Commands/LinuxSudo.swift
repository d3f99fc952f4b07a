/// Running a command as another user by `sudo`; it has no printable form.
public struct LinuxSudo: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// As whom.
    public var user: String
    /// The password of the user who signed in; nil when `sudo` asks for none.
    public var password: String?

    /// As root by default.
    public init(user: String = "root", password: String?) {
        self.user = user
        self.password = password
    }

    /// The user, never the password.
    public var description: String { "sudo as \(self.user)" }
    /// The same as `description`.
    public var debugDescription: String { self.description }
    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
