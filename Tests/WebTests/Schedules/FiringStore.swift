import Domain
import Foundation
import Persistence
import Postgres
import Services
import TestSupport
import Testing

/// A database with two schedulers, each with connections of its own as two processes have.
struct FiringStore: Sendable {
    let pools: [PostgresPool]
    let databases: [Database]

    static func with(_ body: (FiringStore) async throws -> Void) async throws {
        try await TestDatabase.with(migratedWith: TestSite.root + "/Migrations") { test in
            let pools = [test.pool(maxConnections: 8), test.pool(maxConnections: 8)]
            let result: Result<Void, any Error>
            do {
                result = .success(try await body(FiringStore(pools: pools, databases: pools.map(Database.init(pool:)))))
            } catch {
                result = .failure(error)
            }
            for pool in pools { await pool.close() }
            try result.get()
        }
    }

    var database: Database { databases[0] }
    var firing: ScheduleFiring { ScheduleFiring(database: databases[0]) }
    var runs: ScheduleRunRepository { ScheduleRunRepository(database) }

    /// Somebody who may do everything.
    func actor() async throws -> Actor {
        let name = try #require(Username("admin"))
        let user = try await UserRepository(database).insert(
            id: User.ID(), username: name, displayName: "", role: .administrator, passwordHash: "hash")
        return Actor(user: user.reference, role: .administrator, remoteAddress: "", requestID: "test")
    }

    /// Devices that somebody can sign in to, all with the tag `core`.
    func devices(_ names: [String]) async throws -> [Device] {
        let credentials = CredentialSet.ID()
        _ = try await pools[0].rows(
            """
            INSERT INTO credential_set (id, name, username, sealed_password)
            VALUES (\(credentials), \(credentials.description), 'netops', '\\x00')
            """)
        var devices: [Device] = []
        for name in names { devices.append(try await device(name, credentials: credentials)) }
        return devices
    }

    func device(_ name: String, credentials: CredentialSet.ID?) async throws -> Device {
        let draft = DeviceDraft(
            name: try #require(DeviceName(name)), host: try #require(HostAddress("192.0.2.1")), port: .ssh,
            platform: try #require(PlatformName("frr")), credentialSetID: credentials,
            tags: [try Self.tag("core")], notes: "")
        return try await DeviceRepository(database).insert(Device.ID(), draft)
    }

    /// A schedule on all devices, due first at a time in UTC.
    func schedule(
        _ name: String, _ cron: String, due: String, selection: ScheduleSelection = .all,
        rules: ScheduleRules = ScheduleRules(), overlap: ScheduleTerms.Overlap = .queue
    ) async throws -> Schedule {
        let terms = ScheduleTerms(
            name: name, action: .backUp, selection: selection,
            timetable: Timetable(timing: .cron(try CronExpression(cron)), zone: .utc), rules: rules, overlap: overlap)
        return try await ScheduleRepository(database).insert(
            Schedule.ID(), terms, nextDueAt: try Self.time(due), by: nil)
    }

    /// What was decided about each due time: its time, and why it ran or did not.
    func record(_ schedule: Schedule) async throws -> [String] {
        let runs = try await runs.list(schedule.id, Page(number: 1, size: 500)).elements.reversed()
        return runs.map { run in "\(ZoneName.utc.wall(at: run.dueAt).text.suffix(5)) \(run.reason.rawValue)" }
    }

    func jobCount() async throws -> Int { try await JobRepository(database).list(JobFilter()).total }

    // Testing has a type of the same name, which its macros cannot tell apart.
    static func tag(_ text: String) throws -> Domain.Tag {
        guard let tag = Domain.Tag(text) else { throw TestSiteError(description: "\(text) is no tag.") }
        return tag
    }

    static func time(_ text: String) throws -> Date {
        ZoneName.utc.moment(of: try #require(WallTime(text))).instant
    }
}
