import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APITemplateTests {
    @Test func `a template set is added, saved as a new revision, and removed`() async throws {
        let site = try await APISite.shared
        let name = APISite.freshName("t")
        let made = try await site.call(
            .post, "/templates", ["name": .string(name), "deploy": "vlan {{ vlan_id }}\n", "platforms": ["cisco_ios"]],
            as: .engineer)
        let id = try made.id()
        #expect(made.json["revision"] == 1)
        let saved = try await site.call(
            .put, "/templates/\(id)",
            [
                "name": .string(name), "summary": "s", "platforms": [], "deploy": "vlan {{ id }}\n", "validate": "",
                "delete": "",
            ])
        #expect(saved.json["revision"] == 2)
        #expect(try await site.call(.get, "/templates/\(id)").json == saved.json)
        #expect(try await site.call(.get, "/templates/\(id)?revision=1").json["deploy"] == made.json["deploy"])
        #expect(try await site.call(.get, "/templates/\(id)?revision=3").status == 404)
        #expect(try await site.call(.get, "/templates?search=\(name)").json["total"] == 1)
        #expect(try await site.call(.delete, "/templates/\(id)").status == 204)
        #expect(try await site.call(.get, "/templates/\(id)").status == 404)
    }

    @Test func `a body that does not parse is refused where it stands`() async throws {
        let answer = try await APISite.shared.call(
            .post, "/templates", ["name": .string(APISite.freshName()), "deploy": "ok", "delete": "{% if x %}"])
        #expect(answer.status == 422)
        #expect(answer.fields == ["delete"])
    }

    @Test func `the variables are found, and a preview renders them`() async throws {
        let site = try await APISite.shared
        let id = try await site.templateSet()
        let variables = try await site.call(.get, "/templates/\(id)/variables", as: .viewer)
        #expect(variables.items.map { $0["name"] } == ["vlan_id", "vlan_name"])
        let preview = try await site.call(
            .post, "/templates/\(id)/previews",
            ["operation": "deploy", "variables": ["vlan_id": 30, "vlan_name": "GUESTS"]], as: .viewer)
        #expect(preview.json["text"] == "vlan 30\n name GUESTS")
        #expect(preview.json["error"] == "")
        let failed = try await site.call(.post, "/templates/\(id)/previews", ["operation": "delete"])
        #expect(failed.json["error"]?.stringValue?.contains("vlan_id") == true)
        #expect(failed.json["line"] == 1)
    }

    @Test func `a preview sees the device`() async throws {
        let site = try await APISite.shared
        let device = try await site.device()
        let id = try await site.templateSet(deploy: "hostname {{ device.name }}\n")
        let preview = try await site.call(
            .post, "/templates/\(id)/previews", ["operation": "deploy", "device_id": .string(device.id)])
        #expect(preview.json["text"] == .string("hostname \(device.name)"))
        let unknown = try await site.call(
            .post, "/templates/\(id)/previews", ["operation": "deploy", "device_id": .string(UUID().uuidString)])
        #expect(unknown.status == 404)
    }

    @Test func `a stack keeps its order and asks for each variable once`() async throws {
        let site = try await APISite.shared
        let first = try await site.templateSet()
        let second = try await site.templateSet(deploy: "interface vlan {{ vlan_id }}\n ip address {{ address }}\n")
        let made = try await site.call(
            .post, "/stacks",
            ["name": .string(APISite.freshName("s")), "template_ids": [.string(second), .string(first)]])
        let id = try made.id()
        #expect(made.json["template_ids"] == [.string(second), .string(first)])
        let variables = try await site.call(.get, "/stacks/\(id)/variables", as: .viewer)
        #expect(variables.items.map { $0["name"] } == ["vlan_id", "address", "vlan_name"])
        #expect(try await site.call(.delete, "/templates/\(first)").code == "template_set_in_use")
        let saved = try await site.call(
            .put, "/stacks/\(id)",
            ["name": .string(APISite.freshName("s")), "summary": "one", "template_ids": [.string(first)]])
        #expect(saved.json["template_ids"] == [.string(first)])
        #expect(try await site.call(.get, "/stacks?size=500").items.contains { $0["id"] == .string(id) })
        #expect(try await site.call(.get, "/stacks/\(id)").json == saved.json)
        #expect(try await site.call(.delete, "/stacks/\(id)").status == 204)
    }

    @Test func `a stack names each template set once, and at least one that exists`() async throws {
        let site = try await APISite.shared
        let id = try await site.templateSet()
        let name = JSONValue.string(APISite.freshName("s"))
        let twice = try await site.call(
            .post, "/stacks", ["name": name, "template_ids": [.string(id), .string(id)]])
        #expect(twice.fields == ["template_ids"])
        #expect(try await site.call(.post, "/stacks", ["name": name, "template_ids": []]).fields == ["template_ids"])
        let gone = try await site.call(.post, "/stacks", ["name": name, "template_ids": [.string(UUID().uuidString)]])
        #expect(gone.status == 409)
    }
}
