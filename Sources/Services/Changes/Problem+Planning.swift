import ConfigTree
import DeviceCLI
import Domain

extension Problem {
    /// The problem with one device, as the plan shows it: it begins with the device's name.
    static func planning(_ error: any Error, device: Device) -> Problem {
        switch error {
        case let problem as Problem:
            Problem(problem.kind, code: problem.code, "\(device.name): \(problem.sentence)", cause: problem.cause)
        case let error as DeviceError:
            Problem(
                .unavailable, code: error.kind, "\(device.name): \(error.description)", cause: error.debugDescription)
        case let error as ConfigTreeError:
            Problem(
                .invalid, code: "configuration", "\(device.name): \(error.description)", cause: error.debugDescription)
        default:
            Problem(
                .failed, code: "failed", "\(device.name): planning failed for a reason of our own. The log says more.",
                cause: String(reflecting: error))
        }
    }
}
