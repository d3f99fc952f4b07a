import Domain
import Testing

@testable import DeviceCLI
@testable import SSH
@testable import Services

struct ReachabilityCheckTests {
    private static func error(_ code: DeviceError.Code, in stage: DeviceStage? = nil) -> DeviceError {
        DeviceError(code, address: "192.0.2.1:22", state: "connecting", stage: stage)
    }

    private static let key = SSHHostKey(type: "ssh-ed25519", bytes: [1])

    /// What went wrong, what it says of the device, and in which stage it ended.
    private static let failures: [(DeviceError, ReachabilityCheck.Result, ConnectionStage?)] = [
        (error(.unresolvable), .failed, .resolve),
        (error(.unreachable), .failed, .tcp),
        (error(.refused), .failed, .tcp),
        (error(.timeout(.tcp), in: .tcp), .failed, .tcp),
        (error(.keyExchange(nil)), .failed, .keyExchange),
        (error(.disconnected, in: .keyExchange), .failed, .keyExchange),
        (error(.hostKeyChanged(expected: [], offered: key)), .failed, .keyExchange),
        (error(.authentication(offeredMethods: ["password"])), .failed, .authentication),
        (error(.authentication(offeredMethods: ["publickey"])), .failed, .authentication),
        (error(.lockedOut("locked")), .failed, .authentication),
        (error(.timeout(.authentication), in: .authentication), .failed, .authentication),
        (error(.disconnected, in: .authentication), .failed, .authentication),
        (error(.protocolError), .failed, .shell),
        (error(.timeout(.prompt)), .failed, .prompt),
        (error(.enableRefused), .reached, .prompt),
        (error(.commandRejected(line: 0, command: "c", message: "m")), .reached, .prompt),
        (error(.prompt), .untold, .prompt),
        (error(.badPrivateKey), .untold, .authentication),
        (error(.timeout(.session), in: .session), .untold, nil),
        (error(.cancelled), .untold, nil),
    ]

    @Test(arguments: failures)
    func `only what keeps us from reaching a device or signing in to it is its failure`(
        error: DeviceError, result: ReachabilityCheck.Result, stage: ConnectionStage?
    ) {
        let check = ReachabilityCheck(error, login: .password("secret"), sentence: error.description)
        #expect(check.result == result && check.stages?.endedIn == stage)
    }

    @Test(arguments: failures)
    func `a jump host's failure is not the device's`(
        error: DeviceError, result: ReachabilityCheck.Result, stage: ConnectionStage?
    ) {
        var behind = error
        behind.jumpHost = 1
        let check = ReachabilityCheck(behind, login: .password("secret"), sentence: "")
        #expect(check.result == .untold && check.stages?.endedIn == .jumpHosts)
        #expect(ReachabilityCheck(behind, ofJumpHost: .password("secret"), sentence: "").result == result)
    }
}
