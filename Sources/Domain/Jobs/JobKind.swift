/// What a job does. The raw values are stored and never change, whatever the Swift names become.
public enum JobKind: String, Sendable, Hashable, Codable, CaseIterable {
    case testConnection = "test_connection"
    case readConfiguration = "read_configuration"
    case backUpDevice = "back_up_device"
    case planChange = "plan_change"
    case runTarget = "run_target"

    /// Starts allowed before the job is given up.
    public var maxAttempts: Int {
        switch self {
        case .testConnection, .readConfiguration, .backUpDevice: 1
        // Planning only reads, so a lost worker's plan is simply made again.
        case .planChange: 3
        // A restart of a target never sends again: it reads the device back and settles what it finds.
        case .runTarget: 20
        }
    }
}
