import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIQueueTests {
    @Test func `a kind is paused and resumed, and says by whom`() async throws {
        let site = try await APISite.shared
        let paused = try await site.call(.put, "/queues/pause", ["kind": "run_target", "is_paused": true])
        #expect(paused.json["paused_by"]?["name"] == "administrator")
        let listed = try await site.call(.get, "/queues", as: .viewer).items
        let found = listed.first { $0["kind"] == "run_target" }
        #expect(found?["paused_since"]?.stringValue != nil)
        let kinds = Set(listed.compactMap { $0["kind"]?.stringValue })
        #expect(JobKind.allCases.filter { !kinds.contains($0.rawValue) } == [])
        let resumed = try await site.call(.put, "/queues/pause", ["kind": "run_target", "is_paused": false])
        #expect(resumed.json["paused_since"] == .some(nil))
    }

    @Test(arguments: ["no_such_kind", "", "NO", "a b"])
    func `a kind that nobody knows cannot be paused`(kind: String) async throws {
        let answer = try await APISite.shared.call(
            .put, "/queues/pause", ["kind": .string(kind), "is_paused": true])
        #expect(answer.status == 422 && answer.fields == ["kind"])
    }

    @Test func `a key gets a limit, shows it and loses it again`() async throws {
        let site = try await APISite.shared
        let name = "site:" + APISite.freshName()
        let set = try await site.call(
            .put, "/keys/limit", ["key": .string(name), "concurrency": 3, "rate": 10, "rate_seconds": 5])
        #expect(set.json["own_limit"] == ["concurrency": 3, "rate": 10, "rate_seconds": 5])
        let listed = try await site.call(.get, "/keys?class=site&size=500", as: .viewer).items
        #expect(listed.contains { $0["key"] == .string(name) && $0["limit"] == set.json["limit"] })
        let cleared = try await site.call(.put, "/keys/limit", ["key": .string(name)])
        #expect(cleared.json["own_limit"] == .some(nil))
        #expect(try await site.call(.put, "/keys/limit", ["key": .string(name)], as: .approver).status == 403)
    }

    @Test func `a device's key is called by its name`() async throws {
        let site = try await APISite.shared
        let device = try await site.device()
        let set = try await site.call(.put, "/keys/limit", ["key": .string("device:\(device.id)"), "concurrency": 2])
        #expect(set.json["name"] == .string(device.name))
    }

    @Test func `a class gets a limit`() async throws {
        let site = try await APISite.shared
        let set = try await site.call(.put, "/key-classes/limit", ["class": "rack", "concurrency": 4])
        #expect(set.json["limit"]?["concurrency"] == 4)
        #expect(try await site.call(.get, "/key-classes", as: .viewer).items.contains { $0["class"] == "rack" })
    }

    @Test(
        arguments: [
            ("/keys/limit", ["key": "nonsense"], "key"),
            ("/keys/limit", ["key": "site:x", "concurrency": 0], "concurrency"),
            ("/keys/limit", ["key": "site:x", "rate": 1_000_001], "rate"),
            ("/keys/limit", ["key": "site:x", "rate_seconds": 86_401], "rate_seconds"),
            ("/key-classes/limit", ["class": "No Word"], "class"), ("/key-classes/limit", ["class": "_x"], "class"),
        ] as [(String, JSONValue, String)])
    func `a limit out of its bounds is named`(path: String, body: JSONValue, field: String) async throws {
        let answer = try await APISite.shared.call(.put, path, body)
        #expect(answer.status == 422 && answer.fields == [field], "\(answer.text)")
    }
}
