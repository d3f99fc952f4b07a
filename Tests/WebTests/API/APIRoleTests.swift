import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIRoleTests {
    /// Whatever the role lacks is refused before anything else is looked at: the id does not exist, the body is empty.
    @Test(arguments: Role.allCases)
    func `a role gets exactly as far as its permissions`(role: Role) async throws {
        let site = try await APISite.shared
        for operation in site.operations {
            guard let permission = operation.permission else { continue }
            let path = operation.path.replacing("{id}", with: UUID().uuidString)
            let answer = try await site.call(operation.method, path, as: role)
            if role.permissions.contains(permission) {
                #expect(answer.status != 403, "\(operation.id): \(answer.text)")
            } else {
                #expect(answer.status == 403 && answer.code == "denied", "\(operation.id): \(answer.text)")
            }
        }
    }

    @Test func `nothing but the token of the header counts, a session cookie does not`() async throws {
        let answer = try await APISite.shared.send(
            .get, "/api/v1/devices", headers: [.cookie: "netstacks=anything"])
        #expect(answer.status == 401)
    }
}
