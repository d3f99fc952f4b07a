import Domain
import Persistence
import Testing

struct TemplateSetRepositoryTests {
    private func draft(_ name: String = "NTP", deploy: String = "ntp server {{ a }}") throws -> TemplateSetDraft {
        TemplateSetDraft(
            name: name, summary: "Time from two servers", platforms: [try checked("frr"), try checked("cisco_ios")],
            bodies: TemplateBodies(deploy: deploy, validate: "ntp server", delete: "no ntp"))
    }

    @Test func `a template set comes back as stored`() async throws {
        try await Store.with { store in
            let sets = TemplateSetRepository(store.database)
            let alice = try await store.user("alice", displayName: "Alice")
            let set = try await sets.insert(TemplateSet.ID(), draft(), author: alice.id)
            #expect(set.revision == 1 && set.platforms.map(\.text) == ["frr", "cisco_ios"])
            #expect(set.bodies == (try draft().bodies))
            #expect(try await sets.find(set.id) == set)
            let revisions = try await sets.revisions(set.id)
            #expect(revisions.map(\.revision) == [1])
            #expect(revisions.first?.author == UserReference(id: alice.id, name: "Alice"))
        }
    }

    @Test func `only a changed body makes a new revision, and old ones stay readable`() async throws {
        try await Store.with { store in
            let sets = TemplateSetRepository(store.database)
            let alice = try await store.user("alice")
            let set = try await sets.insert(TemplateSet.ID(), draft(), author: nil)
            let renamed = try await sets.update(set.id, draft("Time"), author: alice.id)
            #expect(renamed?.name == "Time" && renamed?.revision == 1)
            let edited = try await sets.update(set.id, draft("Time", deploy: "new"), author: alice.id)
            #expect(edited?.revision == 2 && edited?.bodies.deploy == "new")
            #expect(try await sets.find(set.id) == edited)
            #expect(try await sets.find(set.id, revision: 1)?.bodies.deploy == "ntp server {{ a }}")
            #expect(try await sets.find(set.id, revision: 2) == edited)
            #expect(try await sets.find(set.id, revision: 3) == nil)
            let revisions = try await sets.revisions(set.id)
            #expect(revisions.map(\.revision) == [2, 1])
            #expect(revisions.map { $0.author?.name } == ["alice", nil])
            #expect(try await sets.update(TemplateSet.ID(), draft("Other"), author: nil) == nil)
        }
    }

    @Test func `edits at once lose no body`() async throws {
        try await Store.with { store in
            let set = try await store.templateSet("NTP")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...10 {
                    group.addTask {
                        let edit = try draft("NTP", deploy: "body \(number)")
                        _ = try await TemplateSetRepository(store.database).update(set.id, edit, author: nil)
                    }
                }
                try await group.waitForAll()
            }
            let sets = TemplateSetRepository(store.database)
            let found = try #require(try await sets.find(set.id))
            #expect(found.revision == 11)
            var bodies: Set<String> = []
            for revision in 2...11 {
                bodies.insert(try #require(try await sets.find(set.id, revision: revision)).bodies.deploy)
            }
            #expect(bodies == Set((1...10).map { "body \($0)" }))
        }
    }

    @Test func `a list searches names and summaries`() async throws {
        try await Store.with { store in
            let sets = TemplateSetRepository(store.database)
            _ = try await sets.insert(TemplateSet.ID(), draft(), author: nil)
            _ = try await store.templateSet("vlan")
            #expect(try await sets.list(search: "", .first).elements.map(\.name) == ["NTP", "vlan"])
            #expect(try await sets.list(search: "SERVERS", .first).elements.map(\.name) == ["NTP"])
            #expect(try await sets.list(search: "%", .first).total == 0)
        }
    }

    @Test func `a name is unique, and one that a stack uses stays`() async throws {
        try await Store.with { store in
            let sets = TemplateSetRepository(store.database)
            let set = try await store.templateSet("NTP")
            let taken = await #expect(throws: Problem.self) { try await store.templateSet("ntp") }
            #expect(taken?.code == "template_set_name_taken")
            #expect(taken?.sentence == "A template set named ntp exists already. Choose another name.")
            _ = try await StackRepository(store.database).insert(
                id: Stack.ID(), name: "site", summary: "", templateSetIDs: [set.id])
            let used = await #expect(throws: Problem.self) { try await sets.delete(set.id) }
            #expect(used?.code == "template_set_in_use")
        }
    }
}
