import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIScheduleTests {
    private func body(_ changed: [String: JSONValue] = [:]) -> JSONValue {
        let whole: [String: JSONValue] = [
            "name": .string(APISite.freshName("s")), "action": "back_up_device", "selection": "all", "timing": "cron",
            "cron": "30 2 * * MON-FRI", "zone": "Europe/Berlin",
        ]
        return .object(whole.merging(changed) { $1 })
    }

    @Test func `a schedule is added, replaced, turned off and removed`() async throws {
        let site = try await APISite.shared
        let made = try await site.call(
            .post, "/schedules", body(["blackouts": ["2026-12-24 Christmas"]]), as: .engineer)
        let id = try made.id()
        #expect(made.headers[.location] == "/api/v1/schedules/\(id)")
        #expect(made.json["words"] == "every weekday at 02:30 Europe/Berlin" && made.json["misfire"] == "skip")
        #expect(try await site.call(.get, "/schedules/\(id)", as: .viewer).json == made.json)
        let tags = body([
            "selection": "tags", "tags": ["core"], "timing": "interval", "interval_minutes": 90,
            "starts_at": "2026-01-01T00:00", "cron": .null, "windows": ["MON-FRI 22:00-06:00 UTC"],
        ])
        let replaced = try await site.call(.put, "/schedules/\(id)", tags)
        #expect(replaced.json["interval_minutes"] == 90 && replaced.json["windows"] == ["MON-FRI 22:00-06:00 UTC"])
        let off = try await site.call(.put, "/schedules/\(id)/state", ["is_enabled": false])
        #expect(off.json["is_enabled"] == false && off.json["next_run_at"] == .null)
        #expect(try await site.call(.get, "/schedules/\(id)/occurrences").items.isEmpty)
        #expect(try await site.call(.get, "/schedules?size=500").items.contains { $0["id"] == .string(id) })
        #expect(try await site.call(.delete, "/schedules/\(id)").status == 204)
        #expect(try await site.call(.get, "/schedules/\(id)").status == 404)
    }

    @Test func `every member that is wrong is named`() async throws {
        let site = try await APISite.shared
        let wrong = try await site.call(
            .post, "/schedules",
            body([
                "cron": "99 * * * *", "zone": "Mars/Olympus", "selection": "tags", "tags": ["not a tag"],
                "windows": ["never"], "blackouts": ["someday"],
            ]))
        #expect(wrong.status == 422)
        #expect(Set(wrong.fields) == ["cron", "tags[0]", "zone", "windows", "blackouts"])
        #expect(try await site.call(.post, "/schedules", body(["cron": "30 2 30 2 *"])).fields == ["cron"])
        let unnamed = try await site.call(.post, "/schedules", body(["selection": "devices"]))
        #expect(unnamed.fields == ["device_ids"])
        let past = try await site.call(.post, "/schedules", body(["timing": "once", "starts_at": "2020-01-01T00:00"]))
        #expect(past.fields == ["starts_at"])
    }

    @Test func `a preview tells what clocks, windows and blackouts do`() async throws {
        let preview = try await APISite.shared.call(
            .post, "/schedules/previews", body(["cron": "0 3 * * *", "windows": ["SAT 00:00-24:00"]]), as: .engineer)
        #expect(preview.items.contains { $0["runs_at"] == .null && $0["notes"] == ["No window is open."] })
        #expect(preview.items.contains { $0["runs_at"] == $0["due_at"] })
    }

    @Test func `a run that is asked for is recorded with its jobs`() async throws {
        let site = try await APISite.shared
        let credentials = try await site.credentialSet()
        let device = try await site.device(["credential_set_id": .string(credentials)])
        let id = try await site.call(
            .post, "/schedules", body(["selection": "devices", "device_ids": [.string(device.id)]])
        ).id()
        let run = try await site.call(.post, "/schedules/\(id)/runs")
        #expect(run.json["reason"] == "asked" && run.json["unfinished"] == 1 && run.json["has_run"] == true)
        #expect(try await site.call(.get, "/schedules/\(id)/runs", as: .viewer).items == [run.json])
        #expect(try await site.call(.post, "/schedules/\(id)/runs").code == "schedule_still_running")
    }
}
