import DeviceCLI
import Domain

/// Why a push ended early.
enum FailureReason: Sendable {
    /// The worker that was sending is gone; nobody decided anything.
    case lostWorker(String)
    /// A person stopped it.
    case stopped(String)
    /// The session failed.
    case device(DeviceError)
    /// The breaker in front of the device is open, so it was not tried at all.
    case notTried(String)
    /// The device refused a line, or a check failed.
    case failed(String)

    var sentence: String {
        switch self {
        case .lostWorker(let sentence), .stopped(let sentence), .notTried(let sentence), .failed(let sentence): sentence
        case .device(let error): error.description
        }
    }

    /// Only a lost worker leaves the intention standing: what is found complete is then confirmed, not taken back.
    var mayStillConfirm: Bool {
        if case .lostWorker = self { true } else { false }
    }

    /// The state of a device that certainly took no line.
    var stateBeforeSend: TargetState {
        switch self {
        case .stopped: return .cancelled
        case .notTried: return .heldUnreachable
        case .lostWorker, .failed: return .failedBeforeSend
        case .device(let error):
            switch error.code {
            case .hostKeyChanged: return .heldHostKey
            case .unresolvable, .unreachable, .refused, .keyExchange: return .heldUnreachable
            case .timeout: return .heldUnreachable
            default: return .failedBeforeSend
            }
        }
    }
}
