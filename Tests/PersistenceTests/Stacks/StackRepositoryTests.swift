import Domain
import Persistence
import Testing

struct StackRepositoryTests {
    @Test func `a stack keeps the order of its members through every edit`() async throws {
        try await Store.with { store in
            let stacks = StackRepository(store.database)
            var ids: [TemplateSet.ID] = []
            for name in ["a", "b", "c"] { ids.append(try await store.templateSet(name).id) }
            let stack = try await stacks.insert(id: Stack.ID(), name: "Site", summary: "s", templateSetIDs: ids)
            #expect(stack.templateSetIDs == ids)
            #expect(try await stacks.find(stack.id) == stack)
            for order in [[ids[2], ids[0], ids[1]], [ids[1], ids[2]], [ids[2], ids[1], ids[0]], []] {
                let changed = try await stacks.update(id: stack.id, name: "Site", summary: "t", templateSetIDs: order)
                #expect(changed?.templateSetIDs == order && changed?.summary == "t")
                #expect(try await stacks.find(stack.id)?.templateSetIDs == order)
            }
            #expect(try await stacks.list(.first).elements.map(\.id) == [stack.id])
            #expect(try await stacks.delete(stack.id))
            #expect(try await stacks.find(stack.id) == nil)
            #expect(try await stacks.update(id: stack.id, name: "x", summary: "", templateSetIDs: []) == nil)
        }
    }

    @Test func `a name is unique and a member stands once`() async throws {
        try await Store.with { store in
            let stacks = StackRepository(store.database)
            let set = try await store.templateSet("a")
            let stack = try await stacks.insert(id: Stack.ID(), name: "Site", summary: "", templateSetIDs: [])
            let taken = await #expect(throws: Problem.self) {
                try await stacks.insert(id: Stack.ID(), name: "SITE", summary: "", templateSetIDs: [])
            }
            #expect(taken?.code == "stack_name_taken")
            let twice = await #expect(throws: Problem.self) {
                try await stacks.update(id: stack.id, name: "Site", summary: "", templateSetIDs: [set.id, set.id])
            }
            #expect(twice?.code == "stack_member_repeated")
            #expect(try await stacks.find(stack.id)?.templateSetIDs == [])
        }
    }
}
