import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import Services
@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIReachabilityTests {
    @Test func `reachability and its history are told, and devices are filtered by it`() async throws {
        let site = try await APISite.shared
        let device = try await site.device()
        let path = "/devices/\(device.id)/reachability"
        let unknown = try await site.call(.get, path, as: .viewer)
        #expect(unknown.status == 200 && unknown.json["state"] == "unknown" && unknown.json["since"] == .null)
        #expect(unknown.json["availability"] == ["day": .null, "week": .null] && unknown.json["last_attempt"] == .null)

        let id = try #require(Device.ID(device.id))
        let keeper = ReachabilityKeeper(database: site.database, policy: ReachabilityPolicy())
        await keeper.note(ReachabilityCheck(.reached), of: id)
        let stages = ConnectionStages(passed: [.init(.resolve, milliseconds: 0.25)], endedIn: .tcp)
        for _ in 1...2 {
            await keeper.note(ReachabilityCheck(.failed, sentence: "No answer.", stages: stages), of: id)
        }
        let down = try await site.call(.get, path, as: .viewer).json
        #expect(down["state"] == "down" && down["settled"] == "down" && down["failure_count"] == 2)
        #expect(down["last_failure"] == "No answer." && down["last_attempt"]?["ended_in"] == "tcp")
        #expect(down["last_attempt"]?["stages"] == [["stage": "resolve", "milliseconds": .number(0.25)]])
        let history = try await site.call(.get, path + "/transitions?size=1", as: .viewer)
        #expect(history.json["total"] == 2 && history.items.count == 1)
        #expect(history.items.first?["from"] == "up" && history.items.first?["to"] == "down")
        #expect(history.items.first?["was_damped"] == false)

        let found = try await site.call(.get, "/devices?state=down&size=500", as: .viewer).items
        #expect(found.contains { $0["id"] == .string(device.id) })
        let others = try await site.call(.get, "/devices?state=up&size=500", as: .viewer).items
        #expect(!others.contains { $0["id"] == .string(device.id) })
        #expect(try await site.call(.get, "/devices?state=sideways", as: .viewer).status == 422)
        #expect(try await site.call(.get, "/devices/\(Device.ID())/reachability", as: .viewer).status == 404)
    }
}
