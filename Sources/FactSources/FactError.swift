import DeviceAPI
import DeviceCLI
public import HTTPClient
import NETCONF
import SNMP
public import SSH

/// Why a device did not tell what it is, over whichever protocol.
public struct FactError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// What the failure says about the way to the device.
    public enum Reach: Sendable, Hashable {
        /// It did not answer.
        case unreached
        /// It answered, and refused the login.
        case loginRefused
        /// It answered, whatever went wrong then.
        case reached
        /// Nothing was tried, or the attempt was cancelled.
        case unknown
    }

    /// The kind of failure in one word, for scripts and tables.
    public let kind: String
    /// What it says about the way to the device.
    public let reach: Reach
    /// What is wrong, where, and what to do about it; safe to show.
    public let description: String
    /// The same without any text that the device brought in, for places where it cannot be redacted.
    public let descriptionWithoutQuotes: String
    /// Everything, for the log.
    public let debugDescription: String
    /// The host key that was offered instead of the pinned one, when that is the failure.
    public private(set) var offeredHostKey: SSHHostKey?
    /// The pins of the certificate that was shown instead of the pinned one, when that is the failure.
    public private(set) var offeredPins: [CertificatePin] = []

    /// Whether the device answered and would not tell, so that asking again changes nothing.
    public var isRefusal: Bool { self.reach == .reached }

    init(_ error: any Error) {
        switch error {
        case let error as FactError: self = error
        case let error as NETCONFError:
            self.init(
                error.kind, error.reach, error, quiet: error.descriptionWithoutQuotes, "\(error.debugDescription)")
            if case .connection(.hostKeyChanged(_, let offered)) = error.code { self.offeredHostKey = offered }
        case let error as DeviceAPIError:
            self.init(error.kind, error.reach, error, quiet: error.descriptionWithoutQuotes, error.debugDescription)
            if case .unreachable(.pin(let offered)) = error.code { self.offeredPins = offered }
        case let error as HTTPError:
            let api = DeviceAPIError(error)
            self.init(api.kind, api.reach, error, quiet: "\(error)", error.debugDescription)
        case let error as SNMPError:
            self.init(error.kind, error.reach, error, quiet: "\(error)", error.debugDescription)
        default:
            self.init("cancelled", .unknown, Cancelled(), quiet: "\(Cancelled())", String(reflecting: error))
        }
    }

    private init(
        _ kind: String, _ reach: Reach, _ error: some CustomStringConvertible, quiet: String, _ debug: String
    ) {
        self.kind = kind
        self.reach = reach
        self.description = error.description
        self.descriptionWithoutQuotes = quiet
        self.debugDescription = debug
    }
}

private struct Cancelled: CustomStringConvertible {
    var description: String { "Asking the device was cancelled." }
}

extension NETCONFError {
    fileprivate var reach: FactError.Reach {
        switch self.code {
        case .connection(let code):
            switch code {
            case .hostKeyChanged, .badPrivateKey: .reached
            case .authenticationFailed: .loginRefused
            default: .unreached
            }
        case .cancelled, .invalidInput, .closed: .unknown
        default: .reached
        }
    }
}

extension DeviceAPIError {
    fileprivate var reach: FactError.Reach {
        switch self.code {
        case .unreachable(.pin), .unreachable(.certificate): .reached
        case .unreachable(.notAllowed), .unreachable(.invalidRequest), .unreachable(.exhausted): .unknown
        case .unreachable: .unreached
        case .interrupted(.cancelled), .interrupted(.closed), .invalidInput, .notAllowed: .unknown
        case .authentication: .loginRefused
        default: .reached
        }
    }
}

extension SNMPError {
    fileprivate var reach: FactError.Reach {
        switch self.code {
        case .unreachable, .silent: .unreached
        case .authentication: .loginRefused
        case .invalidInput: .unknown
        default: .reached
        }
    }
}
