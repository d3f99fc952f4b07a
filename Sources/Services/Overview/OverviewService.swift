public import Domain
public import Persistence

/// The numbers of the first page.
public struct OverviewService: Sendable {
    private let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// What is going on.
    public struct Overview: Sendable {
        public let deviceCount: Int
        /// How many devices are down or flapping.
        public let devicesByState: [Reachability.State: Int]
        public let changesByState: [ChangeState: Int]
        /// Changes that are not over, newest first.
        public let openChanges: [Change]
        /// Those among them that this actor may answer.
        public let waitingForMe: [Change]
        public let failedJobs: [Job]
        public let hasCredentials: Bool
        public let hasTemplates: Bool
    }

    /// The overview as this actor may see it.
    public func overview(by actor: Actor) async throws -> Overview {
        try actor.require(.view)
        let open: [ChangeState] = [
            .planning, .planned, .awaitingApproval, .approved, .running, .verifying, .paused, .needsPerson,
        ]
        async let devices = DeviceRepository(database).count()
        async let states = ReachabilityRepository(database).counts()
        async let counts = ChangeRepository(database).countsByState()
        async let changes = ChangeRepository(database).list(ChangeFilter(states: open, page: Page(number: 1, size: 10)))
        async let failed = JobRepository(database).list(
            JobFilter(states: [.failed, .interrupted], page: Page(number: 1, size: 5)))
        async let credentials = CredentialSetRepository(database).list(Page(number: 1, size: 1))
        async let templates = TemplateSetRepository(database).list(search: "", Page(number: 1, size: 1))
        let openChanges = try await changes.elements
        let mine = openChanges.filter { change in
            change.state == .awaitingApproval && change.author.id != actor.user.id && actor.may(.approveChanges)
        }
        return Overview(
            deviceCount: try await devices, devicesByState: try await states, changesByState: try await counts,
            openChanges: openChanges,
            waitingForMe: mine, failedJobs: try await failed.elements,
            hasCredentials: try await credentials.total > 0, hasTemplates: try await templates.total > 0)
    }
}
