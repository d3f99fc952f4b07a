import Domain
import Persistence
import Services
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10)))
struct EventStreamTests {
    @Test func `a job's stream names the parts of the page as the job moves`() async throws {
        try await TestSite.with(isLive: true) { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let received = try await EventReader(browser: browser).read(
                "/jobs/\(world.job)/events", until: "data: configuration\n\n",
                whenConnected: { _ = try await site.services.jobs.cancel(world.job, by: browser.actor) })
            #expect(
                received.contains("content-type: text/event-stream")
                    || received.contains("Content-Type: text/event-stream"))
            #expect(received.contains("event: changed\ndata: job\n\n"))
            #expect(received.contains("event: changed\ndata: job-\(world.job)\n\n"))
        }
    }

    @Test func `a reader who comes late is told what happened to a job before`() async throws {
        try await TestSite.with(isLive: true) { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            _ = try await site.services.jobs.cancel(world.job, by: browser.actor)
            let other = try await site.services.devices.requestBackup(world.device.id, by: browser.actor)
            _ = try await EventReader(browser: browser).read(
                "/jobs/events?job=\(other)&job=\(world.job)", until: "data: job-\(world.job)\n\n")
        }
    }

    @Test func `a change's stream resumes after the last event that was seen`() async throws {
        try await TestSite.with(isLive: true) { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let topic = EventTopic.change(world.change.id)
            let seen = try await site.services.events.latestID(topic, by: browser.actor)
            try await EventRepository(site.database).append(topic, kind: "line", subject: "missed")
            let received = try await EventReader(browser: browser).read(
                "/changes/\(world.change.id)/events", lastID: seen, until: "data: target-live\n\n",
                whenConnected: {
                    try await EventRepository(site.database).append(topic, kind: "line", subject: "live")
                })
            #expect(received.contains("data: target-missed\n\n"))
        }
    }

    @Test func `a device's stream names its configuration when it was read`() async throws {
        try await TestSite.with(isLive: true) { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            _ = try await EventReader(browser: browser).read(
                "/devices/\(world.device.id)/events", until: "data: configuration\n\n",
                whenConnected: {
                    try await EventRepository(site.database).append(
                        .device(world.device.id), kind: "configuration", subject: "")
                })
        }
    }
}
