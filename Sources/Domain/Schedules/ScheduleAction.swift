/// What a schedule asks of each of its devices. The raw values are stored and never change.
public enum ScheduleAction: String, Sendable, Hashable, Codable, CaseIterable {
    case backUp = "back_up_device"
    case testConnection = "test_connection"
    case readConfiguration = "read_configuration"
    case readFacts = "read_facts"
    case pruneBackups = "prune_backups"

    /// The kind of its jobs.
    public var jobKind: JobKind {
        switch self {
        case .backUp: .backUpDevice
        case .testConnection: .testConnection
        case .readConfiguration: .readConfiguration
        case .readFacts: .readFacts
        case .pruneBackups: .pruneBackups
        }
    }

    /// As a heading says it, for example «Back up devices».
    public var title: String {
        switch self {
        case .backUp: "Back up devices"
        case .testConnection: "Test connections"
        case .readConfiguration: "Read configurations"
        case .readFacts: "Read facts"
        case .pruneBackups: "Remove old backups"
        }
    }

    /// Whether it signs in to its devices, so that those without credentials are left out.
    public var signsIn: Bool { self != .pruneBackups }
}
