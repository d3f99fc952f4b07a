import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIWorkerTests {
    private func worker(_ site: APISite) async throws -> WorkerID {
        let id = WorkerID()
        try await WorkerRepository(site.database).insert(
            id: id, host: "worker-1", processID: 4711, version: "1.0", slots: 32)
        return id
    }

    @Test func `a worker is shown with its load, paused, resumed and drained for good`() async throws {
        let site = try await APISite.shared
        let id = try await worker(site)
        let shown = try await site.call(.get, "/workers/\(id)", as: .viewer)
        #expect(shown.json["state"] == "working" && shown.json["slots"] == 32 && shown.json["jobs"] == [])
        #expect(try await site.call(.put, "/workers/\(id)/wish", ["wish": "pause"]).json["state"] == "paused")
        #expect(try await site.call(.put, "/workers/\(id)/wish", ["wish": "run"]).json["state"] == "working")
        #expect(try await site.call(.put, "/workers/\(id)/wish", ["wish": "drain"]).json["state"] == "draining")
        #expect(try await site.call(.put, "/workers/\(id)/wish", ["wish": "run"]).code == "worker_draining")
        try await WorkerRepository(site.database).stop(id)
        #expect(try await site.call(.put, "/workers/\(id)/wish", ["wish": "pause"]).code == "worker_ended")
        let audit = try await site.call(.get, "/audit?subject_id=\(id)")
        #expect(audit.items.map { $0["action"]?.stringValue } == ["worker.drain", "worker.resume", "worker.pause"])
        #expect(try await site.call(.get, "/workers?size=500").items.contains { $0["id"] == .string(id.description) })
    }

    @Test func `a wish that nobody knows is refused, and who may not wish is`() async throws {
        let site = try await APISite.shared
        let id = try await worker(site)
        #expect(try await site.call(.put, "/workers/\(id)/wish", ["wish": "stop"]).fields == ["wish"])
        #expect(try await site.call(.put, "/workers/\(id)/wish", ["wish": "pause"], as: .engineer).status == 403)
        #expect(try await site.call(.put, "/workers/\(UUID())/wish", ["wish": "pause"]).status == 404)
    }
}
