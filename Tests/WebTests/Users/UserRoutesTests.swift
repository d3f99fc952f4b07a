import Domain
import Services
import Testing

@testable import Web

struct UserRoutesTests {
    @Test func `a user is added, disabled and enabled again; a disabled one is signed out at once`() async throws {
        try await TestSite.with { site in
            let admin = try await site.browser(.administrator)
            let added = try await admin.post(
                "/users",
                [("username", "mara"), ("display_name", "Mara"), ("role", "engineer"), ("password", TestSite.password)])
            #expect(added.location == "/users")
            let engineer = try await site.browser(.engineer)
            let id = try #require(engineer.user?.id)
            #expect(try await admin.post("/users/\(id)/disablement").status == 303)
            #expect(try await engineer.get("/").location == "/sign-in")
            #expect(try await admin.get("/users/\(id)/edit").text.contains("/users/\(id)/enablement"))
            #expect(try await admin.post("/users/\(id)/enablement").status == 303)
            let users = try await admin.get("/users")
            #expect(users.text.contains("Mara") && users.text.contains("engineer"))
        }
    }

    @Test func `a weak password is refused and not echoed`() async throws {
        try await TestSite.with { site in
            let admin = try await site.browser(.administrator)
            let answer = try await admin.post(
                "/users", [("username", "m"), ("role", "root"), ("password", "hunter2secret")])
            #expect(answer.status == 422)
            #expect(!answer.text.contains("hunter2secret"))
            let second = try await admin.post(
                "/users", [("username", "mara"), ("role", "viewer"), ("password", "short")])
            #expect(second.status == 422)
            #expect(second.text.contains("value=\"mara\""))
        }
    }

    @Test func `the last administrator stays one, and nobody disables themselves`() async throws {
        try await TestSite.with { site in
            let admin = try await site.browser(.administrator)
            let id = try #require(admin.user?.id)
            let answer = try await admin.post("/users/\(id)", [("display_name", "A"), ("role", "viewer")])
            #expect(answer.status == 409)
            #expect(answer.text.contains("last administrator"))
            #expect(try await admin.post("/users/\(id)/disablement").status == 409)
        }
    }
}
