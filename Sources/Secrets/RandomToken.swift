import Foundation

/// A token nobody can guess: 32 random bytes in base64url, shown once and stored only as its hash.
public struct RandomToken: Sendable {
    /// The token itself.
    public let secret: Secret

    /// Makes a token; `prefix` tells scanners and people what it is, such as `nst_`.
    public static func generate(prefix: String = "") throws(SecretsError) -> RandomToken {
        let digits = Data(try RandomBytes.generate(32)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        return RandomToken(secret: Secret(prefix + digits))
    }

    /// The token in the clear, for the answer that shows it once or the cookie that carries it.
    public var text: String { secret.reveal() }

    /// What to store, and to look a presented token up by.
    public var hash: TokenHash { TokenHash(of: text) }
}
