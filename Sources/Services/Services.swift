import Domain
import GitArchive
public import Persistence
public import Secrets

/// What the program can do, in one value that routes and jobs receive.
public struct Services: Sendable {
    public let platforms: PlatformCatalogue
    public let platformTexts: PlatformService
    public let signIn: SignInService
    public let tokens: TokenService
    public let users: UserService
    public let devices: DeviceService
    public let reachability: ReachabilityService
    public let breakers: BreakerService
    public let deviceReadings: DeviceReadingService
    public let credentials: CredentialService
    public let templates: TemplateService
    public let stacks: StackService
    public let changes: ChangeService
    public let planner: ChangePlanner
    public let runner: ChangeRunner
    public let backups: BackupService
    public let archive: ArchiveService
    public let retention: RetentionService
    public let snapshots: SnapshotService
    public let search: SearchService
    public let jobs: JobService
    public let schedules: ScheduleService
    public let scheduleFiring: ScheduleFiring
    public let workers: WorkerService
    public let queues: QueueService
    public let events: EventService
    public let audit: AuditService
    public let overview: OverviewService
    public let health: HealthService

    /// Wires every service once.
    public init(
        database: Database, keyRing: KeyRing, platforms: PlatformCatalogue, sessions: DeviceSessions, hub: EventHub,
        hasher: PasswordHasher, access: AccessPolicy = AccessPolicy(), signInPolicy: SignInPolicy, leaseSeconds: Int,
        archiveFolder: String
    ) {
        let contents = ContentStore(database: database, keyRing: keyRing)
        let renderer = TemplateRenderer()
        self.platforms = platforms
        platformTexts = PlatformService(database: database, catalogue: platforms, hub: hub)
        signIn = SignInService(database: database, hasher: hasher, policy: signInPolicy)
        tokens = TokenService(database: database)
        users = UserService(database: database, hasher: hasher)
        devices = DeviceService(database: database, platforms: platforms, access: access)
        reachability = ReachabilityService(database: database)
        breakers = BreakerService(database: database)
        deviceReadings = DeviceReadingService(
            database: database, reader: sessions.reader, contents: contents, platforms: platforms)
        credentials = CredentialService(database: database, keyRing: keyRing)
        templates = TemplateService(database: database, platforms: platforms, renderer: renderer)
        stacks = StackService(database: database, renderer: renderer)
        changes = ChangeService(database: database, contents: contents, platforms: platforms)
        planner = ChangePlanner(
            database: database, reader: sessions.reader, contents: contents, platforms: platforms, renderer: renderer)
        runner = ChangeRunner(
            database: database, sessions: sessions, contents: contents, platforms: platforms, leaseSeconds: leaseSeconds
        )
        backups = BackupService(database: database, contents: contents, platforms: platforms)
        archive = ArchiveService(
            keeper: ArchiveKeeper(
                database: database, contents: contents, platforms: platforms,
                archive: GitArchive(folder: archiveFolder)), keyRing: keyRing)
        retention = RetentionService(database: database)
        snapshots = SnapshotService(database: database)
        search = SearchService(
            indexer: SearchIndexer(database: database, contents: contents, platforms: platforms))
        jobs = JobService(database: database)
        schedules = ScheduleService(database: database)
        scheduleFiring = ScheduleFiring(database: database)
        workers = WorkerService(database: database)
        queues = QueueService(database: database)
        events = EventService(database: database, hub: hub)
        audit = AuditService(database: database)
        overview = OverviewService(database: database)
        health = HealthService(database: database)
    }
}
