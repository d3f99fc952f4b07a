/// An SNMPv3 user with its keys; they have no printable form, and the passwords are not kept.
public struct SNMPUser: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A password no agent would take.
    public enum Problem: Error, Sendable, Hashable, CustomStringConvertible {
        /// The name has no or more than 32 bytes.
        case name
        /// The authentication password has less than 8 bytes.
        case shortPassword
        /// The privacy password has less than 8 bytes.
        case shortPrivacyPassword

        /// What is wrong.
        public var description: String {
            switch self {
            case .name: "An SNMP user's name has 1 to 32 bytes."
            case .shortPassword: "An SNMP authentication password has at least 8 characters."
            case .shortPrivacyPassword: "An SNMP privacy password has at least 8 characters."
            }
        }
    }

    struct Proof: Sendable, Hashable {
        let algorithm: SNMPAuthentication
        let master: [UInt8]
    }

    struct Cover: Sendable, Hashable {
        let privacy: SNMPPrivacy
        let master: [UInt8]
    }

    /// The name.
    public let name: String
    let proof: Proof?
    let cover: Cover?

    /// A user without any proof; agents let it read little, if anything.
    public init(_ name: String) throws(Problem) {
        guard (1...32).contains(name.utf8.count) else { throw .name }
        (self.name, self.proof, self.cover) = (name, nil, nil)
    }

    /// A user with proof, and with encryption when a privacy password is given.
    ///
    /// The keys are made here, once for all agents; that takes some milliseconds.
    public init(
        _ name: String, authentication: SNMPAuthentication, password: String,
        privacy: (algorithm: SNMPPrivacy, password: String)? = nil
    ) throws(Problem) {
        guard (1...32).contains(name.utf8.count) else { throw .name }
        self.name = name
        do {
            self.proof = Proof(
                algorithm: authentication, master: try SNMPKeys.master(authentication, password: password))
        } catch {
            throw .shortPassword
        }
        guard let privacy else {
            self.cover = nil
            return
        }
        do {
            self.cover = Cover(
                privacy: privacy.algorithm, master: try SNMPKeys.master(authentication, password: privacy.password))
        } catch {
            throw .shortPrivacyPassword
        }
    }

    /// The name and the algorithms.
    public var description: String {
        "\(self.name) (\(self.proof?.algorithm.rawValue ?? "no authentication"), \(self.cover?.privacy.rawValue ?? "no privacy"))"
    }
    /// The same as `description`.
    public var debugDescription: String { self.description }
    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
