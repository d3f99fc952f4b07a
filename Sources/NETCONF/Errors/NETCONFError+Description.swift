import SSH

extension NETCONFError {
    /// The description without any text that the device brought in, for places where it cannot be redacted.
    public var descriptionWithoutQuotes: String {
        switch self.code {
        case .rejected(let operation, _):
            "\(self.address) rejected '\(operation)'. Read the device's reason, then correct it."
        case .badHello: "\(self.address) greets against the rules of NETCONF. Check that the port is NETCONF's."
        default: self.description
        }
    }

    /// The description; exhaustive, so that a new code gets its words.
    var sentence: String {
        let place = self.address
        let unknown = "Read the device's state back before you try again."
        return switch self.code {
        case .connection(let code): Self.sentence(code, place)
        case .noNETCONF:
            "\(place) offers no NETCONF here. Enable it on the device, check the port (usually 830), and the user's rights."
        case .badHello(let reason):
            "\(place) greets against the rules of NETCONF: \(reason). Check that the port is NETCONF's."
        case .helloTimedOut:
            "\(place) did not greet in time. Check that the port is NETCONF's, and the device's load, or allow more time."
        case .timedOut(let operation): "\(place) did not answer '\(operation)' in time. \(unknown)"
        case .disconnected(let operation):
            "\(place): the connection was lost during '\(operation)'. \(unknown)"
        case .badReply(let operation, let reason):
            "\(place) answered '\(operation)' against the rules of NETCONF: \(reason). \(unknown)"
        case .tooLarge(let operation, let limit):
            "\(place) answered '\(operation)' with more than \(limit >> 20) MiB. Ask for less by a filter, or allow more."
        case .rejected(let operation, let errors): Self.sentence(operation, errors, place)
        case .missingCapability(let what, let capability):
            "\(place) does not support \(what): it does not name the capability \(capability). "
                + "Nothing was sent. Enable it on the device, or choose another way."
        case .invalidInput(let why): "Nothing was sent to \(place): \(why). Correct it."
        case .closed: "The NETCONF session with \(place) is over, so nothing was sent. Connect again."
        case .cancelled(let operation):
            "'\(operation)' at \(place) was cancelled, and the session closed. \(unknown)"
        }
    }

    private static func sentence(_ operation: String, _ errors: [NETCONFRPCError], _ place: String) -> String {
        let clauses = errors.prefix(3).map(\.clause).joined(separator: "; ")
        let more = errors.count > 3 ? " (and \(errors.count - 3) more)" : ""
        let advice =
            switch errors.first?.tag {
            case "lock-denied", "in-use": "Somebody else holds it: wait until they are done, or end their session."
            case "access-denied": "Check the user's rights on the device."
            case "operation-not-supported": "Check the device's version, or choose another way."
            default: "Correct it, then try again."
            }
        return "\(place) rejected '\(operation)': \(clauses)\(more). \(advice)"
    }

    private static func sentence(_ code: SSHError.Code, _ place: String) -> String {
        switch code {
        case .unresolvable: "\(place): the name has no address. Check the spelling, or use the IP address."
        case .unreachable: "\(place) is unreachable. Check that the device is up and that a route leads to it."
        case .refused:
            "\(place) refused the connection. Check the port (usually 830) and that NETCONF is enabled on the device."
        case .timedOut, .disconnected, .protocolError:
            "\(place) did not complete the SSH connection. Check firewalls, the device's load and its limit of sessions."
        case .keyExchange(let mismatch): SSHError.sentence(mismatch, place)
        case .hostKeyChanged(let expected, let offered):
            "\(place) offered another host key (\(offered.type) \(offered.fingerprint)) than the pinned one "
                + "(\(expected.map { "\($0.type) \($0.fingerprint)" }.joined(separator: ", "))). No login was sent. "
                + "Find out why it changed before you accept the new key."
        case .authenticationFailed: "\(place) refused the login. Check user name and password or key."
        case .badPrivateKey:
            "The private key for \(place) cannot be read. Check its format (OpenSSH or PEM) and its passphrase."
        case .notForwarded(let target):
            "The jump host \(place) did not connect to \(target). Check that this one is up and reachable from there, "
                + "and that the jump host allows forwarding."
        }
    }
}
