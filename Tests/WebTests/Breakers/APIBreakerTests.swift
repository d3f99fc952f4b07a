import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import Services
@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIBreakerTests {
    @Test func `an open breaker is listed with its devices, and reset`() async throws {
        let site = try await APISite.shared
        let host = "10.\(Int.random(in: 0...255)).\(Int.random(in: 0...255)).77"
        let device = try await site.device(["host": .string(host)])
        let key = BreakerKey(address: try #require(HostAddress(host)), port: .ssh)
        try await site.database.transaction { db in
            var (breaker, now) = try await BreakerRepository(db).lock(key)
            breaker.recordFailure("no way", probe: nil, at: now, BreakerPolicy(failureLimit: 1), jitter: 0)
            try await BreakerRepository(db).store(breaker)
        }
        let items = try await site.call(.get, "/breakers?size=500", as: .viewer).items
        let found = try #require(items.first { $0["address"] == .string(host) })
        #expect(found["state"] == "open" && found["failure_count"] == 1 && found["context"] == "default")
        #expect(found["last_failure"] == "no way" && found["port"] == 22 && found["probe_deadline"] == .null)
        #expect(found["devices"] == [["id": .string(device.id), "name": .string(device.name)]])
        let id = try #require(found["id"]?.stringValue)
        #expect(try await site.call(.post, "/breakers/\(id)/reset", as: .viewer).status == 403)
        #expect(try await site.call(.post, "/breakers/\(id)/reset", as: .operator).status == 204)
        #expect(try await site.call(.post, "/breakers/\(id)/reset", as: .operator).status == 404)
        #expect(try await BreakerRepository(site.database).find(key) == nil)
    }

    @Test func `a lockout is listed with its caller, and ended by who manages credentials`() async throws {
        let site = try await APISite.shared
        let device = try await site.device()
        let deviceID = try #require(Device.ID(device.id))
        let caller = try site.caller(.operator).user
        for caller in [SessionCaller.person(caller.id), .automation] {
            try await site.database.transaction { db in
                let key = LockoutKey(caller: caller, deviceID: deviceID, login: "netops")
                var (lockout, now) = try await LockoutRepository(db).lock(key)
                lockout.recordRefusal("no", of: nil, at: now, LockoutPolicy(refusalLimit: 1))
                try await LockoutRepository(db).store(lockout)
            }
        }
        let path = "/lockouts?device_id=\(device.id)"
        let items = try await site.call(.get, path, as: .viewer).items
        #expect(items.count == 2 && items.contains { $0["caller"] == .null })
        let found = try #require(items.first { $0["caller"] != .null })
        #expect(found["caller"]?["id"] == .string(caller.id.description) && found["login"] == "netops")
        #expect(found["device_name"] == .string(device.name) && found["refusal_count"] == 1)
        let id = try #require(found["id"]?.stringValue)
        #expect(try await site.call(.post, "/lockouts/\(id)/reset", as: .engineer).status == 403)
        #expect(try await site.call(.post, "/lockouts/\(id)/reset").status == 204)
        #expect(try await site.call(.get, path, as: .viewer).json["total"] == 1)
    }
}
