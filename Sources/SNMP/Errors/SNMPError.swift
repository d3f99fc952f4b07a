public import TCP

/// What went wrong when an agent was asked.
public struct SNMPError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// Why an agent does not believe us (RFC 3414 section 3.2).
    public enum Refusal: Sendable, Hashable {
        /// It does not know the user.
        case unknownUser
        /// The password, or the kind of digest, is another.
        case wrongDigest
        /// The privacy password, or the cipher, is another.
        case notDecrypted
        /// The user may not speak this way: without encryption, or with it.
        case unsupportedLevel
        /// It holds its clock against us even after we took it over.
        case outOfTime
        /// It has no context of this name.
        case unknownContext
        /// It has named its engine, and is silent to the user's questions: mostly it cannot decrypt them.
        case silence
        /// It has given no name of its engine that keys could be made for.
        case noEngine
    }

    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// The host has no address, no route, or no time for it.
        case unreachable(TCPError.Code)
        /// Nothing that could be an answer came in time.
        case silent
        /// The agent does not believe who we are.
        case authentication(Refusal)
        /// The user or community may not read this.
        case noAccess
        /// The agent answers with this error status of RFC 3416.
        case failed(status: Int32)
        /// One value is larger than the agent can send.
        case tooBig
        /// The agent goes in circles: after this name comes one that is not greater.
        case notIncreasing(OID)
        /// The answer holds other names than were asked for.
        case badAnswer
        /// What was to be sent cannot be; this clause says what is wrong.
        case invalidInput(String)
    }

    /// The kind of failure.
    public let code: Code
    /// Host and port of the agent.
    public let address: String
    /// The cause, for the log; holds no secret.
    public let cause: String

    init(_ code: Code, _ address: String, _ cause: String = "") {
        self.code = code
        self.address = address
        self.cause = cause
    }

    /// What is wrong, where, and what to do about it; holds no secret.
    public var description: String {
        let place = self.address
        return switch self.code {
        case .unreachable(.unresolvable):
            "\(place): the name has no address. Check the spelling, or use the IP address."
        case .unreachable(.lookupTimedOut): "\(place): looking up the name took too long. Check the name server."
        case .unreachable(.refused):
            "\(place): nothing listens there for SNMP. Check the port and that SNMP is enabled."
        case .unreachable: "\(place) cannot be reached. Check that it is up and the path to it."
        case .silent:
            "\(place) did not answer. Check the path, and the community or user: agents are silent to whom they do not know."
        case .authentication(.unknownUser): "\(place) does not know the SNMP user. Check its name on the device."
        case .authentication(.wrongDigest):
            "\(place) refused the SNMP user's proof. Check the authentication password and its algorithm."
        case .authentication(.notDecrypted):
            "\(place) could not decrypt. Check the privacy password and its algorithm."
        case .authentication(.unsupportedLevel):
            "\(place) does not let the SNMP user speak this way. Check which of authentication and privacy it demands."
        case .authentication(.unknownContext): "\(place) has no SNMP context of this name. Check it on the device."
        case .authentication(.silence):
            "\(place) is there, but silent to the SNMP user. Check the privacy password, its algorithm and the context."
        case .authentication(.outOfTime): "\(place) does not keep its own SNMP time. Restart its SNMP agent."
        case .authentication(.noEngine): "\(place) did not name its SNMP engine. Check its SNMPv3 configuration."
        case .noAccess: "\(place) does not let the SNMP user or community read this. Check its view on the device."
        case .failed(let status): "\(place): the SNMP agent failed with status \(status). Look at the device's log."
        case .tooBig: "\(place) cannot send so much at once. Ask for fewer objects."
        case .notIncreasing(let oid):
            "\(place) lists its objects in circles after \(oid). Update the device's software, or read another table."
        case .badAnswer: "\(place) answered something else than was asked for. Check that an SNMP agent is there."
        case .invalidInput(let what): "Nothing was sent to \(place): \(what). Correct it."
        }
    }

    /// The code and the cause, for the log.
    public var debugDescription: String { "SNMPError(\(self.code), \(self.address), \(self.cause))" }

    /// The kind of failure in one word, for scripts and tables.
    public var kind: String {
        switch self.code {
        case .unreachable(.unresolvable): "unresolvable"
        case .unreachable(.refused): "refused"
        case .unreachable: "unreachable"
        case .silent: "timeout_answer"
        case .authentication: "authentication"
        case .noAccess: "not_allowed"
        case .failed: "agent_failed"
        case .tooBig: "too_big"
        case .notIncreasing: "not_increasing"
        case .badAnswer: "protocol_error"
        case .invalidInput: "invalid_input"
        }
    }
}
