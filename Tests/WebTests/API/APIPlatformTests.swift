import Domain
import Foundation
import HTTPTypes
import Services
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIPlatformTests {
    @Test func `a platform is written, listed, shown and removed`() async throws {
        let site = try await APISite.shared
        let name = "own_" + UUID().uuidString.prefix(8).lowercased()
        let text = "name: \(name)\ntitle: Own\nextends: arista_eos\n"
        let saved = try await site.call(.put, "/platforms/\(name)", ["definition": .string(text)])
        #expect(saved.status == 200 && saved.json["source"] == "own" && saved.json["definition"] == .string(text))
        #expect(try await site.call(.get, "/platforms/\(name)").json == saved.json)
        let all = try await site.call(.get, "/platforms")
        #expect(all.items.contains { $0["name"] == .string(name) })
        #expect(
            all.items.contains { $0["name"] == "cisco_ios" && $0["source"] == "file" && $0["trouble"] == .some(nil) })
        #expect(try await site.call(.delete, "/platforms/\(name)").status == 204)
        #expect(try await site.call(.get, "/platforms/\(name)").status == 404)
        let file = try await site.call(.delete, "/platforms/cisco_ios")
        #expect(file.status == 409 && file.code == "platform_is_a_file")
    }

    @Test func `mistakes are told with their places, and only who may writes`() async throws {
        let site = try await APISite.shared
        let wrong = try await site.call(
            .put, "/platforms/own_wrong", ["definition": "name: own_wrong\ntitle: X\nextends: nothing_like_it\n"])
        #expect(wrong.status == 422 && wrong.fields == ["definition"])
        #expect(wrong.text.contains("There is no platform file «nothing_like_it»"))
        let engineer = try await site.call(
            .put, "/platforms/own_wrong", ["definition": "name: own_wrong"], as: .engineer)
        #expect(engineer.status == 403)
    }
}
