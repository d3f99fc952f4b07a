import Domain
import Testing

struct RoleTests {
    @Test func `a role allows what it lists and nothing else`() {
        #expect(Role.viewer.permissions == [.view])
        #expect(Role.administrator.permissions == Set(Permission.allCases))
        #expect(
            !Role.engineer.permissions.contains(.approveChanges) && !Role.engineer.permissions.contains(.manageUsers))
        #expect(
            !Role.approver.permissions.contains(.proposeChanges) && !Role.approver.permissions.contains(.runChanges))
        #expect(Role.allCases.allSatisfy { $0.permissions.contains(.view) && !$0.explanation.isEmpty })
    }

    @Test func `an actor may what their role allows`() {
        let actor = Actor(
            user: UserReference(id: User.ID(), name: "a"), role: .operator, remoteAddress: "", requestID: "")
        #expect(actor.may(.readDevices) && !actor.may(.editDevices))
    }
}
