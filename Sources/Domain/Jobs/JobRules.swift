/// How jobs of a kind are treated; stored with each job when it is enqueued, so that a newer program does not change old jobs.
public struct JobRules: Sendable, Hashable {
    /// Starts allowed before the job is given up.
    public var maxAttempts: Int
    /// Whether it may be started again when its worker died in the middle.
    public var isRepeatable: Bool
    public var priority: JobPriority
    public var retention: JobRetention

    /// The rules of a kind; the defaults are those of work that must not be repeated blindly.
    public init(
        maxAttempts: Int = 1, isRepeatable: Bool = false, priority: JobPriority = .normal,
        retention: JobRetention = .normal
    ) {
        self.maxAttempts = maxAttempts
        self.isRepeatable = isRepeatable
        self.priority = priority
        self.retention = retention
    }

    /// The rules of a kind of the program; other kinds bring their own.
    public init(of kind: JobKind) {
        switch kind {
        // A person looks at the page that waits for the answer.
        case .testConnection, .readConfiguration, .readFacts: self.init(priority: .interactive, retention: .brief)
        case .backUpDevice: self.init()
        // What git has already is found there, and a push that was taken is not taken twice.
        case .archiveConfigurations, .pushArchive: self.init(maxAttempts: 5, isRepeatable: true, retention: .brief)
        // What is indexed is not indexed again, and what is gone cannot go twice.
        case .indexConfigurations, .pruneBackups: self.init(maxAttempts: 5, isRepeatable: true, retention: .brief)
        // Planning only reads, so a lost worker's plan is simply made again.
        case .planChange: self.init(maxAttempts: 3, isRepeatable: true, priority: .interactive, retention: .record)
        // A restart of a target never sends again: it reads the device back and settles what it finds.
        case .runTarget: self.init(maxAttempts: 20, isRepeatable: true, priority: .interactive, retention: .record)
        default: self.init()
        }
    }
}
