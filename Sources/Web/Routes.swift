import Hummingbird
import Services

/// The whole site in one table. The context of a group is its permission: a signed-in one is never entered without a session.
struct Routes: Sendable {
    let services: Services
    let views: ViewRenderer
    let cookies: CookieJar

    func add(to router: Router<WebContext>) {
        let site = router.group("")
            .add(middleware: SessionMiddleware(signIn: services.signIn, cookies: cookies))
        HealthRoutes(health: services.health).add(to: router.group("health"))
        SessionRoutes(services: services, views: views, cookies: cookies).add(to: site)

        let signedIn = site.group("", context: SignedInContext.self)
            .add(middleware: CSRFMiddleware())
        OverviewRoutes(services: services, views: views).add(to: signedIn.group(""))
        DeviceRoutes(services: services, views: views).add(to: signedIn.group("devices"))
        BackupRoutes(services: services, views: views).add(to: signedIn.group("backups"))
        SnapshotRoutes(services: services, views: views).add(to: signedIn.group("snapshots"))
        SearchRoutes(services: services, views: views).add(to: signedIn.group("search"))
        ArchiveRoutes(services: services, views: views).add(to: signedIn.group("archive"))
        BreakerRoutes(services: services, views: views).add(to: signedIn.group("breakers"))
        CredentialRoutes(services: services, views: views).add(to: signedIn.group("credentials"))
        TemplateRoutes(services: services, views: views).add(to: signedIn.group("templates"))
        StackRoutes(services: services, views: views).add(to: signedIn.group("stacks"))
        PlatformRoutes(services: services, views: views).add(to: signedIn.group("platforms"))
        ChangeRoutes(services: services, views: views).add(to: signedIn.group("changes"))
        JobRoutes(services: services, views: views).add(to: signedIn.group("jobs"))
        ScheduleRoutes(services: services, views: views).add(to: signedIn.group("schedules"))
        WorkerRoutes(services: services, views: views).add(to: signedIn.group("workers"))
        QueueRoutes(services: services, views: views).add(to: signedIn.group("queues"))
        UserRoutes(services: services, views: views).add(to: signedIn.group("users"))
        AccountRoutes(services: services, views: views).add(to: signedIn.group("account"))
        AuditRoutes(services: services, views: views).add(to: signedIn.group("audit"))
        PaletteRoutes(services: services).add(to: signedIn.group("palette"))

        let api = APIRoutes(services: services)
        DocumentationRoutes(views: views, operations: api.operations).add(to: signedIn.group("docs"))
        api.add(to: router.group("api/v1"))
    }
}
