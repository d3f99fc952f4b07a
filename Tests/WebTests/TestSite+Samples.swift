import Domain
import Foundation
import Persistence
import Secrets
import Services

@testable import Web

extension TestSite {
    /// One of everything that a page can show.
    struct World: Sendable {
        let credentials: CredentialSet
        let device: Device
        let template: TemplateSet
        let stack: Stack
        let older: Backup
        let newer: Backup
        let change: Change
        let job: Job.ID
        let schedule: Schedule
        let run: ScheduleRun
    }

    /// Fills the site with one of everything, made by the browser's user.
    func world(by browser: TestBrowser) async throws -> World {
        let actor = try browser.actor
        let credentials = try await services.credentials.add(
            CredentialDraft(name: "Lab", username: "netops", password: .set(Secret("device password"))), by: actor)
        let device = try await services.devices.add(draft("r1", credentials.id), by: actor)
        let template = try await services.templates.add(
            TemplateSetDraft(
                name: "NTP", summary: "Time servers",
                platforms: [],
                bodies: TemplateBodies(
                    deploy: "{% for server in servers %}\nntp server {{ server }}\n{% endfor %}\n",
                    validate: "ntp server {{ servers[0] }}\n",
                    delete: "{% for server in servers %}\nno ntp server {{ server }}\n{% endfor %}\n")), by: actor)
        let stack = try await services.stacks.add(
            StackDraft(name: "Access site", summary: "", templateSetIDs: [template.id]), by: actor)
        let older = try await backup(of: device, "hostname r1\npassword zebra\n", at: Date().addingTimeInterval(-60))
        let newer = try await backup(of: device, "hostname r1\npassword zebra\nntp server 192.0.2.10\n", at: Date())
        let change = try await services.changes.propose(
            ChangeDraft(
                title: "NTP on r1", reason: "Clocks drift", source: .template(template.id, .deploy),
                deviceIDs: [device.id], variables: .object(["servers": .array([.string("192.0.2.10")])])), by: actor)
        let job = try await services.devices.requestConnectionTest(device.id, by: actor)
        let schedule = try await services.schedules.add(
            ScheduleTerms(
                name: "Nightly", action: .backUp, selection: .devices([device.id]),
                timetable: Timetable(timing: .cron(try CronExpression("30 2 * * *")), zone: .utc)), by: actor)
        let run = try await services.schedules.runNow(schedule.id, by: actor)
        return World(
            credentials: credentials, device: device, template: template, stack: stack, older: older, newer: newer,
            change: change, job: job, schedule: schedule, run: run)
    }

    private func draft(_ name: String, _ credentials: CredentialSet.ID) throws -> DeviceDraft {
        guard let name = DeviceName(name), let host = HostAddress("192.0.2.1"), let platform = PlatformName("frr"),
            let tag = Tag("core")
        else { throw TestSiteError(description: "The sample device breaks a rule.") }
        return DeviceDraft(
            name: name, host: host, port: .ssh, platform: platform, credentialSetID: credentials, tags: [tag], notes: ""
        )
    }

    private func backup(of device: Device, _ text: String, at time: Date) async throws -> Backup {
        try await BackupRepository(database).insert(
            NewBackup(
                deviceID: device.id, content: try await contents.put(text), seenAt: time,
                origin: BackupOrigin(.manual)))
    }
}
