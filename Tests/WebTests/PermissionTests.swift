import Domain
import Testing

@testable import Web

struct PermissionTests {
    /// A path, and the permission without which it answers 403.
    struct Place: Sendable, CustomTestStringConvertible {
        let path: String
        let permission: Permission
        var testDescription: String { path }
    }

    private static func places(_ world: TestSite.World) -> [Place] {
        let device = "/devices/\(world.device.id)"
        let template = "/templates/\(world.template.id)"
        let stack = "/stacks/\(world.stack.id)"
        let credentials = "/credentials/\(world.credentials.id)"
        func seen(_ path: String) -> Place { Place(path: path, permission: .view) }
        return [
            seen("/"), seen("/devices"), seen("/devices?q=r&tag=core&platform=frr&sort=last_seen"), seen(device),
            seen(device + "/configuration"), seen(device + "/configuration/reading"), seen(device + "/backups"),
            seen(device + "/changes"),
            seen(device + "/facts"), seen(device + "/facts/report"), seen(device + "/host-key"),
            seen("/backups/\(world.newer.id)"),
            seen("/backups/\(world.newer.id)/diff"), seen("/backups/\(world.newer.id)/blame"),
            seen("/backups/\(world.newer.id)/text"), seen("/search"), seen("/search?q=ntp&scope=past"),
            seen("/snapshots"), seen("/archive"), Place(path: "/snapshots/new", permission: .readDevices),
            Place(path: "/backups/\(world.newer.id)/text?secrets=yes", permission: .viewSecrets),
            seen("/credentials"), seen(credentials), seen("/templates"),
            seen(template), seen(template + "?revision=1"), seen(template + "/preview"), seen("/stacks"), seen(stack),
            seen("/changes"), seen("/changes/\(world.change.id)"), seen("/jobs"), seen("/jobs?state=running"),
            seen("/jobs/\(world.job)"), seen("/jobs/\(world.job)/job"), seen("/jobs/\(world.job)/row"),
            seen("/jobs?state=given-up&kind=run_target&device=r1"), seen("/jobs?parent=\(world.job)"), seen("/workers"),
            seen("/queues"),
            seen("/schedules"), seen("/schedules/\(world.schedule.id)"),
            seen("/schedules/\(world.schedule.id)/runs/\(world.run.id)"),
            seen("/breakers"),
            seen("/breakers/list"), seen("/breakers/lockouts"), seen("/breakers/lockouts/list"),
            seen(device + "/holds"), seen(device + "/reachability"), seen("/devices?state=flapping"),
            seen("/account"), seen("/palette?q=r1"), seen("/docs/api"),
            Place(path: "/devices/new", permission: .editDevices),
            Place(path: device + "/edit", permission: .editDevices),
            Place(path: "/credentials/new", permission: .editCredentials),
            Place(path: credentials + "/edit", permission: .editCredentials),
            Place(path: "/templates/new", permission: .editTemplates),
            Place(path: template + "/edit", permission: .editTemplates),
            seen("/platforms"), seen("/platforms/frr"), Place(path: "/platforms/new", permission: .editPlatforms),
            Place(path: "/platforms/frr/edit", permission: .editPlatforms),
            Place(path: "/stacks/new", permission: .editTemplates),
            Place(path: stack + "/edit", permission: .editTemplates),
            Place(path: "/schedules/new", permission: .manageSchedules),
            Place(path: "/schedules/\(world.schedule.id)/edit", permission: .manageSchedules),
            Place(path: template + "/deploy", permission: .proposeChanges),
            Place(path: stack + "/deploy", permission: .proposeChanges), Place(path: "/audit", permission: .viewAudit),
            Place(path: "/users", permission: .manageUsers), Place(path: "/users/new", permission: .manageUsers),
            Place(path: "/queues/classes/device/edit", permission: .manageQueue),
            Place(path: "/queues/keys/edit", permission: .manageQueue),
            Place(path: "/queues/keys/edit?key=site:lisbon", permission: .manageQueue),
        ]
    }

    private static func writes(_ world: TestSite.World) -> [Place] {
        let device = "/devices/\(world.device.id)"
        return [
            Place(path: "/devices", permission: .editDevices), Place(path: device, permission: .editDevices),
            Place(path: device + "/connection-tests", permission: .readDevices),
            Place(path: device + "/configuration-reads", permission: .readDevices),
            Place(path: device + "/fact-reads", permission: .readDevices),
            Place(path: device + "/identity", permission: .editCredentials),
            Place(path: device + "/backups", permission: .readDevices),
            Place(path: "/backups/\(world.newer.id)/acceptance", permission: .editDevices),
            Place(path: device + "/host-key", permission: .editCredentials),
            Place(path: "/credentials", permission: .editCredentials),
            Place(path: "/credentials/\(world.credentials.id)", permission: .editCredentials),
            Place(path: "/templates", permission: .editTemplates),
            Place(path: "/templates/\(world.template.id)", permission: .editTemplates),
            Place(path: "/stacks", permission: .editTemplates),
            Place(path: "/stacks/\(world.stack.id)", permission: .editTemplates),
            Place(path: "/platforms", permission: .editPlatforms),
            Place(path: "/platforms/frr", permission: .editPlatforms),
            Place(path: "/platforms/frr/deletion", permission: .editPlatforms),
            Place(path: "/schedules", permission: .manageSchedules),
            Place(path: "/schedules/preview", permission: .manageSchedules),
            Place(path: "/schedules/\(world.schedule.id)", permission: .manageSchedules),
            Place(path: "/schedules/\(world.schedule.id)/preview", permission: .manageSchedules),
            Place(path: "/schedules/\(world.schedule.id)/runs", permission: .manageSchedules),
            Place(path: "/schedules/\(world.schedule.id)/disabling", permission: .manageSchedules),
            Place(path: "/schedules/\(world.schedule.id)/enabling", permission: .manageSchedules),
            Place(path: "/backups", permission: .readDevices),
            Place(path: "/backups/\(world.newer.id)/hold", permission: .editDevices),
            Place(path: "/backups/\(world.newer.id)/release", permission: .editDevices),
            Place(path: "/snapshots", permission: .readDevices),
            Place(path: "/snapshots/new", permission: .readDevices),
            Place(path: "/archive/catch-ups", permission: .readDevices),
            Place(path: "/archive/rebuilds", permission: .editCredentials),
            Place(path: "/archive/pushes", permission: .editCredentials),
            Place(path: "/archive/remote", permission: .editCredentials),
            Place(path: "/archive/remote-deletion", permission: .editCredentials),
            Place(path: "/archive/retention", permission: .editCredentials),
            Place(path: "/archive/removals", permission: .editCredentials),
            Place(path: "/users", permission: .manageUsers), Place(path: "/changes", permission: .proposeChanges),
            Place(path: "/jobs/\(world.job)/cancellation", permission: .readDevices),
            Place(path: "/jobs/\(world.job)/replay", permission: .readDevices),
            Place(path: "/jobs/replays", permission: .readDevices),
            Place(path: "/workers/\(world.job)/pause", permission: .manageQueue),
            Place(path: "/workers/\(world.job)/drain", permission: .manageQueue),
            Place(path: "/queues/run_target/pause", permission: .manageQueue),
            Place(path: "/queues/run_target/resumption", permission: .manageQueue),
            Place(path: "/queues/classes/site", permission: .manageQueue),
            Place(path: "/queues/keys", permission: .manageQueue),
            Place(path: "/breakers/\(Breaker.ID())/reset", permission: .readDevices),
            Place(path: "/breakers/lockouts/\(Lockout.ID())/reset", permission: .editCredentials),
        ]
    }

    @Test func `each role sees exactly the pages that it may`() async throws {
        try await TestSite.with { site in
            let world = try await site.world(by: try await site.browser(.administrator))
            for role in Role.allCases {
                let browser = try await site.browser(role, named: "a.\(role.rawValue)")
                for place in Self.places(world) {
                    let answer = try await browser.get(place.path)
                    let expected = role.permissions.contains(place.permission) ? 200 : 403
                    #expect(answer.status == expected, "\(role.rawValue) \(place.path): \(answer.heading)")
                }
                let own = try await browser.get("/users/\(browser.user?.id.description ?? "")/edit")
                #expect(own.status == (role == .administrator ? 200 : 403))
            }
        }
    }

    @Test func `each role may send exactly the forms that it may`() async throws {
        try await TestSite.with { site in
            let world = try await site.world(by: try await site.browser(.administrator))
            for role in Role.allCases {
                let browser = try await site.browser(role, named: "a.\(role.rawValue)")
                for place in Self.writes(world) {
                    // Empty forms: who may send them is told what is missing, everybody else is refused before.
                    let answer = try await browser.post(place.path)
                    let isAllowed = role.permissions.contains(place.permission)
                    #expect((answer.status == 403) == !isAllowed, "\(role.rawValue) \(place.path): \(answer.status)")
                    #expect(answer.status < 500, "\(place.path): \(answer.heading)")
                }
            }
        }
    }

    @Test func `nobody who is not signed in sees a page`() async throws {
        try await TestSite.with { site in
            let world = try await site.world(by: try await site.browser(.administrator))
            for place in Self.places(world) {
                #expect(try await site.stranger().get(place.path).location.hasPrefix("/sign-in"), "\(place.path)")
            }
            for place in Self.writes(world) {
                #expect(try await site.stranger().post(place.path).location == "/sign-in", "\(place.path)")
            }
        }
    }

    @Test func `what does not exist is 404, whatever its id looks like`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let unknown = Device.ID().description
            for path in [
                "devices", "backups", "credentials", "templates", "stacks", "changes", "jobs", "schedules",
                "workers",
            ] {
                for id in [unknown, "nonsense"] {
                    #expect(try await browser.get("/\(path)/\(id)").status == 404, "/\(path)/\(id)")
                }
            }
            #expect(try await browser.get("/users/\(unknown)/edit").status == 404)
        }
    }
}
