import Domain
import Foundation
import HTTPTypes
import Persistence
import Postgres
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIJobTests {
    private func job(_ site: APISite, _ what: String = "connection-tests") async throws -> (id: String, device: String)
    {
        let device = try await site.device(["credential_set_id": .string(try await site.credentialSet())]).id
        let made = try await site.call(.post, "/devices/\(device)/\(what)", as: .operator)
        return (try #require(made.json["job_id"]?.stringValue, "\(made.text)"), device)
    }

    private func giveUp(_ id: String, _ site: APISite) async throws {
        let uuid = try #require(UUID(uuidString: id))
        try await site.pool.execute("SELECT end_one_job(\(uuid), 'failed', 'No route to host.')")
    }

    @Test func `a job shows its priority, its keys and what holds it up`() async throws {
        let site = try await APISite.shared
        try await WorkerRepository(site.database).insert(
            id: WorkerID(), host: "w", processID: 1, version: "1", slots: 1)
        let (id, device) = try await job(site)
        let free = try await site.call(.get, "/jobs/\(id)", as: .viewer)
        #expect(free.json["priority"] == "interactive" && free.json["keys"] == [.string("device:\(device)")])
        #expect(free.json["delay"]?["reason"] == "turn" && free.json["waiting_for"] == .some(nil))
        let uuid = try #require(UUID(uuidString: id))
        try await site.pool.execute(
            "UPDATE job SET waiting_for = keys[1], waiting_since = clock_timestamp() WHERE id = \(uuid)")
        let held = try await site.call(.get, "/jobs/\(id)", as: .viewer)
        let delay = try #require(held.json["delay"])
        #expect(delay["reason"] == "key" && delay["position"] == 1 && delay["line_length"] == 1)
        #expect(delay["key"] == .string("device:\(device)") && held.json["waiting_for"] == delay["key"])
        #expect(delay["key_name"]?.stringValue?.hasPrefix("sw-") == true)
        let listed = try await site.call(.get, "/jobs?device_id=\(device)&only=waiting", as: .viewer)
        #expect(listed.json["total"] == 1 && listed.items.first?["waiting_for"] == delay["key"])
    }

    @Test func `a job that was given up is done again once, and both know of each other`() async throws {
        let site = try await APISite.shared
        let (id, device) = try await job(site)
        #expect(try await site.call(.post, "/jobs/\(id)/replay", as: .operator).code == "job_not_given_up")
        try await giveUp(id, site)
        #expect(try await site.call(.get, "/jobs?device_id=\(device)&only=given_up").json["total"] == 1)
        let again = try await site.call(.post, "/jobs/\(id)/replay", as: .operator)
        let new = try again.id()
        #expect(again.headers[.location] == "/api/v1/jobs/\(new)")
        #expect(again.json["replay_of"] == .string(id) && again.json["state"] == "queued")
        #expect(again.json["keys"] == [.string("device:\(device)")])
        #expect(again.json["requested_by"]?["name"] == "operator")
        #expect(try await site.call(.get, "/jobs/\(id)").json["replayed_by"] == .string(new))
        #expect(try await site.call(.get, "/jobs?device_id=\(device)&only=given_up").json["total"] == 0)
        #expect(try await site.call(.post, "/jobs/\(id)/replay", as: .operator).code == "job_replayed")
        let events = try await site.call(.get, "/jobs/\(id)/events", as: .viewer).items
        #expect(events.map { $0["kind"]?.stringValue } == ["state", "replay"])
        #expect(events.last?["subject"] == .string(new))
        let after = try #require(events.first?["id"]?.integerValue)
        #expect(try await site.call(.get, "/jobs/\(id)/events?after=\(after)&limit=5").items.count == 1)
        let audit = try await site.call(.get, "/audit?action=job.replay&subject_id=\(new)")
        #expect(audit.json["total"] == 1, "\(audit.text)")
    }

    @Test func `several are done again, each by itself`() async throws {
        let site = try await APISite.shared
        let (failed, _) = try await job(site)
        let (fresh, _) = try await job(site)
        try await giveUp(failed, site)
        let answer = try await site.call(
            .post, "/jobs/replays", ["ids": [.string(failed), .string(fresh), .string(UUID().uuidString)]],
            as: .operator)
        #expect(answer.items.map { $0["job_id"] != .some(nil) } == [true, false, false], "\(answer.text)")
        #expect(answer.items.dropFirst().map { $0["code"] } == ["job_not_given_up", "not_found"])
        #expect(try await site.call(.post, "/jobs/replays", ["ids": []], as: .operator).fields == ["ids"])
    }

    @Test func `a job whose work is under way anyhow is not done again`() async throws {
        let site = try await APISite.shared
        let (id, device) = try await job(site)
        try await giveUp(id, site)
        try await site.call(.post, "/devices/\(device)/connection-tests", as: .operator)
        #expect(try await site.call(.post, "/jobs/\(id)/replay", as: .operator).code == "job_under_way")
        #expect(try await site.call(.get, "/jobs/\(id)").json["replayed_by"] == .some(nil))
    }

    @Test func `a job of a change is not done again, and it says why`() async throws {
        let site = try await APISite.shared
        let change = try await site.change()
        let id = try #require(try await site.call(.get, "/jobs?change_id=\(change)").items.first?["id"]?.stringValue)
        try await giveUp(id, site)
        let answer = try await site.call(.post, "/jobs/\(id)/replay")
        #expect(answer.status == 409 && answer.code == "job_belongs_to_change")
    }

    @Test(arguments: ["only=x", "limit=5", "state=lost", "worker_id=x"])
    func `a filter that is misspelt is refused`(query: String) async throws {
        #expect(try await APISite.shared.call(.get, "/jobs?\(query)").status == 422)
    }
}
