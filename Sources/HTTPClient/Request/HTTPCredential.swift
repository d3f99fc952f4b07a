import Foundation

/// What proves who asks; it has no printable form.
public enum HTTPCredential: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// A user name without a colon and a password (RFC 7617).
    case basic(username: String, password: String)
    /// A token (RFC 6750).
    case bearer(String)
    /// A key in a header field of its own, as some APIs want it.
    case header(name: String, value: String)

    /// The kind of credential, never its content.
    public var description: String {
        switch self {
        case .basic: "basic •••"
        case .bearer: "bearer •••"
        case .header(let name, _): "\(name): •••"
        }
    }

    /// The same as `description`.
    public var debugDescription: String { self.description }

    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// The field that carries it; nil when a user name holds a colon, which no server could tell from the password's.
    var field: HTTPHeaders.Field? {
        switch self {
        case .basic(let username, _) where username.utf8.contains(UInt8(ascii: ":")): nil
        case .basic(let username, let password):
            .init(
                name: "Authorization", value: "Basic " + Data("\(username):\(password)".utf8).base64EncodedString())
        case .bearer(let token): .init(name: "Authorization", value: "Bearer \(token)")
        case .header(let name, let value): .init(name: name, value: value)
        }
    }
}
