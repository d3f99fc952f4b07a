/// What a job does, by the word that is stored and never changes, whatever the Swift names become.
public struct JobKind: RawRepresentable, Sendable, Hashable, Codable {
    public let rawValue: String

    /// A kind by its stored word; `nil` unless it is 1 to 60 small letters, digits and underscores.
    public init?(rawValue: String) {
        guard (1...60).contains(rawValue.utf8.count),
            rawValue.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 95 })
        else { return nil }
        self.rawValue = rawValue
    }

    /// A kind of the program itself.
    public init(_ word: StaticString) {
        rawValue = word.description
    }
}

extension JobKind: CaseIterable {
    public static let testConnection = JobKind("test_connection")
    public static let readConfiguration = JobKind("read_configuration")
    public static let readFacts = JobKind("read_facts")
    public static let backUpDevice = JobKind("back_up_device")
    public static let planChange = JobKind("plan_change")
    public static let runTarget = JobKind("run_target")
    public static let archiveConfigurations = JobKind("archive_configurations")
    public static let pushArchive = JobKind("push_archive")
    public static let indexConfigurations = JobKind("index_configurations")
    public static let pruneBackups = JobKind("prune_backups")

    /// The kinds that the program itself enqueues.
    public static let allCases: [JobKind] = [
        .testConnection, .readConfiguration, .readFacts, .backUpDevice, .planChange, .runTarget,
        .archiveConfigurations, .pushArchive, .indexConfigurations, .pruneBackups,
    ]
}
