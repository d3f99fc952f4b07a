import DeviceCLI
import SSH

/// What a session that failed says about the device and the login.
enum ConnectionOutcome: Sendable, Hashable {
    /// The device was not reached: this is what opens breakers.
    case unreached
    /// The device was reached and refused the login: this is what locks callers out.
    case loginRefused
    /// The device was reached, whatever went wrong then.
    case reached
    /// Nobody knows: the attempt was cancelled.
    case unknown

    /// Judges the error of a session that was opened with this kind of login.
    init(_ error: DeviceError, login: SSHLogin) {
        switch error.code {
        case .unresolvable, .unreachable, .refused, .keyExchange: self = .unreached
        case .timeout(.command): self = .reached
        // Nobody tried: too many others have sessions.
        case .timeout(.session): self = .unknown
        case .timeout: self = .unreached
        // A device that hangs up before keys are exchanged is one that cannot be reached; later it is not.
        case .disconnected: self = error.stage == .keyExchange ? .unreached : .reached
        case .authentication(let offered): self = login.wasTried(offered) ? .loginRefused : .reached
        case .lockedOut: self = .loginRefused
        case .cancelled: self = .unknown
        case .hostKeyChanged, .badPrivateKey, .enableRefused, .prompt, .commandRejected, .disconnectedMidCommand,
            .incompleteOutput, .notSaved, .unproven, .timerOutOfBounds, .candidateOpen, .notAllowed, .invalidInput,
            .protocolError:
            self = .reached
        }
    }
}

extension SSHLogin {
    /// Whether a login of this kind was really tried on a device that takes these methods; none means that it did not say.
    fileprivate func wasTried(_ offered: [String]) -> Bool {
        if offered.isEmpty { return true }
        switch self {
        case .password: return offered.contains("password") || offered.contains("keyboard-interactive")
        case .privateKey, .agent: return offered.contains("publickey")
        }
    }
}
