public import SSH

/// Who signs in to a device; secrets have no printable form.
public struct DeviceLogin: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The user's name on the device.
    public let username: String
    /// What proves the user's identity.
    public let login: SSHLogin
    let enablePassword: String?

    /// A login; `enablePassword` answers the question of the privileged mode.
    public init(username: String, login: SSHLogin, enablePassword: String? = nil) {
        self.username = username
        self.login = login
        self.enablePassword = enablePassword
    }

    /// The user's name and the kind of login.
    public var description: String { "\(self.username) by \(self.login)" }

    /// The same as `description`.
    public var debugDescription: String { self.description }

    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// The password of the login itself, where it has one.
    var password: String? {
        if case .password(let password) = self.login { password } else { nil }
    }

    /// The secrets, to mask them where a device echoes them.
    var secrets: [String] {
        [self.enablePassword, self.password].compactMap { $0 }
    }
}
