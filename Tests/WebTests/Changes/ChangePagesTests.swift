import Domain
import Foundation
import Testing

@testable import Services
@testable import Web

struct ChangePagesTests {
    private let author = UserReference(id: User.ID(), name: "Ada")
    private let id = Change.ID()
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `a plan that failed names each device once, and opens those that failed however many there are`() throws {
        let devices = try (1...9).map { try device($0, $0 == 7 ? .failed : .planned) }
        let page = ChangePages.Show(detail(change(.failed, finished: true), devices))
        #expect(page.state.sentence.hasPrefix("1 of 9 devices could not be planned; nothing was sent."))
        let failed = page.targets[6]
        #expect(failed.detail == "192.0.2.7 refused the connection.")
        #expect(page.targets.map(\.isOpen) == devices.map { $0.planning == .failed })
        #expect(failed.badge.text == "Planning failed")
        #expect(page.targets[0].badge.text == "Not sent")
        #expect(page.targets[0].detail.contains("Nothing was sent to it."))
    }

    @Test func `what an ended change never reached is left out of its record`() throws {
        func labels(_ change: Change) throws -> [String] {
            ChangePages.Record(detail(change, [try device(1, .planned)])).facts.map(\.label)
        }
        #expect(
            try labels(change(.rejected, planned: true, finished: true))
                == ["Author", "Proposed", "Planned", "Finished", "Plan"])
        let waiting = ChangePages.Record(detail(change(.awaitingApproval, planned: true), [try device(1, .planned)]))
        #expect(waiting.facts.filter { $0.value == "not yet" }.map(\.label) == ["Approved", "Started", "Finished"])
    }

    @Test func `a rejection is told once, with its reason`() throws {
        let rejected = change(.rejected, planned: true, finished: true)
        let answer = Approval(
            id: Approval.ID(), changeID: id, digest: "d", approver: UserReference(id: User.ID(), name: "Bea"),
            decision: .rejected, reason: "Too short", createdAt: now, expiresAt: now)
        let record = ChangePages.Record(detail(rejected, [try device(1, .planned)], answers: [answer]))
        #expect(record.timeline.filter { $0.detail.contains("Too short") }.count == 1)
        #expect(record.timeline.last?.text == "rejected it")
    }

    @Test(arguments: [
        (false, ["done", "done", "failed", "skipped", "skipped"]), (true, ["done", "done", "done", "failed", "skipped"]),
    ])
    func `a change that was stopped before it ran shows how far it had come`(isApproved: Bool, steps: [String]) throws {
        let stopped = change(.cancelled, planned: true, approved: isApproved, finished: true)
        #expect(ChangePages.State(detail(stopped, [try device(1, .planned)])).steps.map(\.state) == steps)
    }

    @Test func `a change that is in place already was neither approved nor run`() throws {
        let done = change(.done, planned: true, finished: true)
        let steps = ChangePages.State(detail(done, [try device(1, .planned)])).steps
        #expect(steps.map(\.state) == ["done", "done", "skipped", "skipped", "done"])
    }

    private func change(
        _ state: ChangeState, planned: Bool = false, approved: Bool = false, finished: Bool = false
    ) -> Change {
        Change(
            id: id, number: 7, title: "Time servers", reason: "Drift", author: author, source: .lines("ntp server a"),
            variables: .object([:]), revision: 1, state: state, outcome: state == .rejected ? "Rejected: Too short" : "",
            risk: .low, riskReasons: [], approvalsNeeded: 1, approverRole: .approver, policy: "", digest: "d",
            createdAt: now, plannedAt: planned ? now : nil, approvedAt: approved ? now : nil, startedAt: nil,
            finishedAt: finished ? now : nil, cancelRequestedAt: nil)
    }

    private func device(_ number: Int, _ planning: ChangeDevice.PlanningState) throws -> ChangeDevice {
        let name = try #require(DeviceName("sw\(number)"))
        return ChangeDevice(
            changeID: id, deviceID: Device.ID(), deviceName: name, platform: try #require(PlatformName("cisco_ios")),
            position: number - 1, planning: planning,
            problem: planning == .failed ? "sw\(number): 192.0.2.\(number) refused the connection." : "")
    }

    private func detail(_ change: Change, _ devices: [ChangeDevice], answers: [Approval] = []) -> ChangeDetail {
        ChangeDetail(
            change: change, devices: devices, targets: [], approvals: answers, backups: [], events: [],
            refusals: ChangeDetail.Refusals(answer: "", run: "", stop: "", undo: "", planAgain: ""))
    }
}
