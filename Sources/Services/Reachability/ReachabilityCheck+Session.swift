import DeviceCLI
import Domain
import SSH

extension ReachabilityCheck {
    /// What a session says that never got as far as the device's prompt; `sentence` is the failure without secrets.
    init(_ error: DeviceError, login: SSHLogin, sentence: String) {
        self.init(
            error.jumpHost == nil ? Result(error, login: login) : .untold, sentence: sentence,
            stages: ConnectionStages(error))
    }

    /// What the failure of a jump host says about the jump host.
    init(_ error: DeviceError, ofJumpHost login: SSHLogin, sentence: String) {
        self.init(Result(error, login: login), sentence: sentence)
    }
}

extension ReachabilityCheck.Result {
    /// Only what keeps us from reaching a device, or from signing in to it, is its failure.
    init(_ error: DeviceError, login: SSHLogin) {
        switch ConnectionOutcome(error, login: login) {
        case .unknown: self = .untold
        case .unreached, .loginRefused: self = .failed
        case .reached:
            switch error.code {
            // The login was taken.
            case .enableRefused, .commandRejected: self = .reached
            // Our own key, or the platform that somebody chose.
            case .badPrivateKey, .prompt: self = .untold
            default: self = .failed
            }
        }
    }
}

extension ConnectionStages {
    /// The stages of a session that reached the prompt.
    init(_ times: [StageTime]) {
        self.init(passed: Self.passed(times))
    }

    /// How far a session came that failed on its way.
    init(_ error: DeviceError) {
        let endedIn = error.endedIn.flatMap { ConnectionStage($0) }
        self.init(passed: Self.passed(error.passed), endedIn: endedIn)
    }

    private static func passed(_ times: [StageTime]) -> [Passed] {
        times.compactMap { time in
            ConnectionStage(time.stage).map { Passed($0, milliseconds: time.took.milliseconds) }
        }
    }
}

extension ConnectionStage {
    /// The stage as the product names it; nil for those that come after the prompt.
    init?(_ stage: DeviceStage) {
        switch stage {
        case .jumpHosts: self = .jumpHosts
        case .resolve: self = .resolve
        case .tcp: self = .tcp
        case .keyExchange: self = .keyExchange
        case .authentication: self = .authentication
        case .channel: self = .shell
        case .prompt: self = .prompt
        case .session, .command: return nil
        }
    }
}

extension Duration {
    /// Milliseconds with their fraction.
    fileprivate var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}
