extension DeviceError {
    /// The stage on the way to the prompt in which it ended; nil when that is not where it failed.
    public var endedIn: DeviceStage? {
        if self.jumpHost != nil { return .jumpHosts }
        return switch self.code {
        case .unresolvable: .resolve
        case .unreachable, .refused: .tcp
        case .keyExchange, .hostKeyChanged: .keyExchange
        case .authentication, .lockedOut, .badPrivateKey: .authentication
        case .enableRefused, .prompt, .commandRejected(0, _, _): .prompt
        case .timeout(let stage): stage
        case .disconnected: self.stage ?? .prompt
        case .protocolError: self.stage ?? .channel
        case .commandRejected, .disconnectedMidCommand, .incompleteOutput, .notSaved, .unproven, .timerOutOfBounds,
            .candidateOpen, .notAllowed, .invalidInput, .cancelled:
            nil
        }
    }
}
