import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIChangeTests {
    private static let lines = "ntp server 192.0.2.123"

    @Test func `a change goes from proposal to its run, approved by somebody else`() async throws {
        let site = try await APISite.shared
        let id = try await site.change(lines: Self.lines)
        #expect(try await site.call(.get, "/changes/\(id)").json["state"] == "planning")
        let digest = try await site.plan(id, lines: Self.lines)
        let planned = try await site.call(.get, "/changes/\(id)", as: .viewer)
        guard case .array(let targets) = planned.json["targets"], let target = targets.first else {
            Issue.record("\(planned.text)")
            return
        }
        #expect(planned.json["digest"] == .string(digest))
        #expect(target["state"] == "planned")
        #expect(target["commands"] == [.string(Self.lines)])
        #expect(target["diff"]?.stringValue?.split(separator: "\n").contains("+\(Self.lines)") == true)

        let answer: JSONValue = ["digest": .string(digest), "reason": "Looks right"]
        let approved = try await site.call(.post, "/changes/\(id)/approvals", answer, as: .approver)
        #expect(approved.json["state"] == "approved")
        let run = try await site.call(.post, "/changes/\(id)/runs", ["digest": .string(digest)], as: .engineer)
        #expect(run.json["state"] == "running")
        let running = try await site.call(.get, "/changes/\(id)")
        #expect(running.text.contains("\"state\":\"pending\""))
        let jobs = try await site.call(.get, "/jobs?change_id=\(id)&kind=run_target")
        #expect(jobs.json["total"] == 1)
        let job = try #require(jobs.items.first?["id"]?.stringValue)
        #expect(try await site.call(.post, "/jobs/\(job)/cancellation").code == "job_belongs_to_change")
        #expect(try await site.call(.post, "/changes/\(id)/cancellation").json["state"] == "cancelled")
        let record = try await site.call(.get, "/audit?subject_kind=change&subject_id=\(id)", as: .approver)
        #expect(record.items.contains { $0["action"] == "change.approved" })
    }

    @Test(arguments: [Role.administrator, .engineer])
    func `nobody answers their own change`(role: Role) async throws {
        let site = try await APISite.shared
        let id = try await site.change(lines: Self.lines, as: role)
        let digest = try await site.plan(id, lines: Self.lines)
        let answer: JSONValue = ["digest": .string(digest), "reason": "Mine"]
        for path in ["approvals", "rejections"] {
            let refused = try await site.call(.post, "/changes/\(id)/\(path)", answer, as: role)
            #expect(refused.status == 403)
            #expect(refused.code == (role == .administrator ? "four_eyes" : "denied"))
        }
        let still = try await site.call(.get, "/changes/\(id)")
        #expect(still.json["state"] == "awaiting_approval")
    }

    @Test(arguments: ["approvals", "rejections"])
    func `an answer to an older plan is refused`(path: String) async throws {
        let site = try await APISite.shared
        let id = try await site.change(lines: Self.lines)
        let old = try await site.plan(id, lines: Self.lines)
        let again = try await site.call(.post, "/changes/\(id)/plans", as: .engineer)
        #expect(again.json["state"] == "planning")
        _ = try await site.plan(id, running: "hostname moved\n!\nend\n", lines: Self.lines)
        let answer: JSONValue = ["digest": .string(old), "reason": "Late"]
        let refused = try await site.call(.post, "/changes/\(id)/\(path)", answer, as: .approver)
        #expect(refused.status == 409)
        #expect(refused.code == "digest_changed")
    }

    @Test func `a run with another digest is refused`() async throws {
        let site = try await APISite.shared
        let id = try await site.change(lines: Self.lines)
        let digest = try await site.plan(id, lines: Self.lines)
        let early = try await site.call(.post, "/changes/\(id)/runs", ["digest": .string(digest)])
        #expect(early.code == "change_not_approved")
        try await site.call(
            .post, "/changes/\(id)/approvals", ["digest": .string(digest), "reason": ""], as: .approver)
        let refused = try await site.call(.post, "/changes/\(id)/runs", ["digest": "0000"])
        #expect(refused.status == 409 && refused.code == "digest_changed")
    }

    @Test func `a rejection ends a change and says why`() async throws {
        let site = try await APISite.shared
        let id = try await site.change(lines: Self.lines)
        let digest = JSONValue.string(try await site.plan(id, lines: Self.lines))
        let bare = try await site.call(
            .post, "/changes/\(id)/rejections", ["digest": digest, "reason": " "], as: .approver)
        #expect(bare.fields == ["reason"])
        let rejected = try await site.call(
            .post, "/changes/\(id)/rejections", ["digest": digest, "reason": "Wrong server"], as: .approver)
        #expect(rejected.json["state"] == "rejected")
        #expect(rejected.json["outcome"]?.stringValue?.contains("Wrong server") == true)
        #expect(try await site.call(.post, "/changes/\(id)/undo", ["reason": "x"]).code == "change_not_undoable")
        #expect(try await site.call(.post, "/changes/\(id)/plans").code == "change_not_plannable")
        #expect(try await site.call(.post, "/changes/\(id)/cancellation").code == "change_over")
    }

    @Test func `secrets in a plan are not shown`() async throws {
        let site = try await APISite.shared
        let lines = "username ada privilege 15 secret 5 $1$salt$Th1sIsTheHash"
        let id = try await site.change(lines: lines)
        _ = try await site.plan(id, lines: lines)
        #expect(!(try await site.call(.get, "/changes/\(id)").text.contains("Th1sIsTheHash")))
        #expect(!(try await site.call(.get, "/changes?size=500").text.contains("Th1sIsTheHash")))
    }

    @Test func `changes are found by state and by device`() async throws {
        let site = try await APISite.shared
        let device = try await site.device()
        let body: JSONValue = [
            "title": "A", "reason": "B", "source": ["kind": "lines", "lines": "end"],
            "device_ids": [.string(device.id)],
        ]
        let id = try await site.call(.post, "/changes", body, as: .engineer).id()
        let found = try await site.call(.get, "/changes?device_id=\(device.id)&state=planning&state=done,failed")
        #expect(found.items.map { $0["id"] } == [.string(id)])
        #expect(try await site.call(.get, "/changes?device_id=\(device.id)&state=done").json["total"] == 0)
        #expect(try await site.call(.delete, "/devices/\(device.id)").code == "device_in_use")
    }
}
