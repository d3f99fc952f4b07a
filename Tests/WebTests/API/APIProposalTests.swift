import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIProposalTests {
    @Test func `a template set, a stack and a backup can be the source`() async throws {
        let site = try await APISite.shared
        let device = try await site.device()
        let set = JSONValue.string(try await site.templateSet())
        let stack = JSONValue.string(
            try await site.call(.post, "/stacks", ["name": .string(APISite.freshName()), "template_ids": [set]]).id())
        let backup = JSONValue.string(try await site.backup(of: device.id, "hostname old\nend\n"))
        let sources: [JSONValue] = [
            ["kind": "template", "template_id": set, "operation": "deploy"],
            ["kind": "stack", "stack_id": stack, "operation": "delete"], ["kind": "restore", "backup_id": backup],
        ]
        for source in sources {
            let made = try await site.call(
                .post, "/changes",
                [
                    "source": source, "device_ids": [.string(device.id)],
                    "variables": ["vlan_id": 30, "list": [1, nil, ["deep": true]]],
                ], as: .engineer)
            #expect(made.json["state"] == "planning")
            #expect(made.json["source"]?["kind"] == source["kind"])
            #expect(made.headers[.location] == "/api/v1/changes/\(try made.id())")
        }
    }

    @Test func `no device means no device`() async throws {
        let answer = try await APISite.shared.call(
            .post, "/changes", ["source": ["kind": "lines", "lines": "end"], "device_ids": []])
        #expect(answer.status == 422 && answer.fields == ["device_ids"])
    }

    @Test func `a device that is named twice or does not exist is refused`() async throws {
        let site = try await APISite.shared
        let id = JSONValue.string(try await site.device().id)
        for ids: JSONValue in [[id, id], [id, .string(UUID().uuidString)]] {
            let answer = try await site.call(
                .post, "/changes", ["source": ["kind": "lines", "lines": "end"], "device_ids": ids])
            #expect(answer.status == 422 && answer.fields == ["device_ids"])
        }
    }

    @Test func `a source has the members of its kind and no others`() async throws {
        let site = try await APISite.shared
        let id = JSONValue.string(try await site.device().id)
        let cases: [(JSONValue, [String])] = [
            (["kind": "template"], ["source.template_id", "source.operation"]),
            (["kind": "lines"], ["source.lines"]), (["kind": "undo"], ["source.kind"]),
            (["kind": "lines", "lines": "end", "operation": "deploy"], ["source.operation"]),
            (["kind": "restore", "backup_id": "x"], ["source.backup_id"]),
            (["kind": "stack", "stack_id": nil, "operation": "deploy"], ["source.stack_id"]),
            (["kind": "lines", "lines": " \n"], ["source.lines"]), ([:], ["source.kind"]), ("lines", ["source"]),
        ]
        for (source, fields) in cases {
            let answer = try await site.call(.post, "/changes", ["source": source, "device_ids": [id]])
            #expect(answer.status == 422 && answer.fields == fields, "\(answer.text)")
        }
    }

    @Test func `a source that does not exist is not found`() async throws {
        let site = try await APISite.shared
        let body: JSONValue = [
            "source": ["kind": "restore", "backup_id": .string(UUID().uuidString)],
            "device_ids": [.string(try await site.device().id)],
        ]
        #expect(try await site.call(.post, "/changes", body).status == 404)
    }

    @Test func `a backup is restored on its own device only`() async throws {
        let site = try await APISite.shared
        let backup = JSONValue.string(try await site.backup(of: try await site.device().id, "end\n"))
        let other = JSONValue.string(try await site.device().id)
        let answer = try await site.call(
            .post, "/changes", ["source": ["kind": "restore", "backup_id": backup], "device_ids": [other]])
        #expect(answer.status == 422 && answer.fields == ["device_ids"])
    }
}
