public import Domain
import Jinja
public import Persistence

/// Keeps stacks: template sets that are deployed together.
public struct StackService: Sendable {
    let database: Database
    private let renderer: TemplateRenderer

    /// A service over the database.
    public init(database: Database, renderer: TemplateRenderer) {
        self.database = database
        self.renderer = renderer
    }

    /// One page of stacks, by name.
    public func list(page: Page, by actor: Actor) async throws -> Paged<Stack> {
        try actor.require(.view)
        return try await StackRepository(database).list(page)
    }

    /// One stack.
    public func find(_ id: Stack.ID, by actor: Actor) async throws -> Stack {
        try actor.require(.view)
        guard let stack = try await StackRepository(database).find(id) else { throw Problem.notFound("stack") }
        return stack
    }

    /// The template sets of a stack, in order.
    public func members(of stack: Stack, by actor: Actor) async throws -> [TemplateSet] {
        try actor.require(.view)
        var members: [TemplateSet] = []
        for id in stack.templateSetIDs {
            guard let set = try await TemplateSetRepository(database).find(id) else {
                throw Problem.notFound("template set")
            }
            members.append(set)
        }
        return members
    }

    /// The variables that all members together need; a name used twice is asked for once.
    public func variables(of stack: Stack, by actor: Actor) async throws -> [TemplateVariable] {
        var merged: [TemplateVariable] = []
        for member in try await members(of: stack, by: actor) {
            do {
                let found = try TemplateAnalysis(renderer: renderer).variables(of: member.bodies)
                for variable in found where !merged.contains(where: { $0.name == variable.name }) {
                    merged.append(variable)
                }
            } catch {
                throw Problem(.invalid, code: "template_malformed", "\(member.name): \(error.description)")
            }
        }
        return merged
    }

    /// Adds a stack.
    public func add(_ draft: StackDraft, by actor: Actor) async throws -> Stack {
        try actor.require(.editTemplates)
        try check(draft)
        return try await database.transaction { db in
            let stack = try await StackRepository(db).insert(
                id: Stack.ID(), name: draft.name, summary: draft.summary, templateSetIDs: draft.templateSetIDs)
            try await AuditRepository(db).append(
                actor.entry("stack.add", "stack", stack.id, "Added stack \(draft.name)"))
            return stack
        }
    }

    /// Saves a stack.
    public func update(_ id: Stack.ID, _ draft: StackDraft, by actor: Actor) async throws -> Stack {
        try actor.require(.editTemplates)
        try check(draft)
        return try await database.transaction { db in
            guard
                let stack = try await StackRepository(db).update(
                    id: id, name: draft.name, summary: draft.summary, templateSetIDs: draft.templateSetIDs)
            else { throw Problem.notFound("stack") }
            try await AuditRepository(db).append(
                actor.entry("stack.update", "stack", id, "Changed stack \(draft.name)"))
            return stack
        }
    }

    /// Removes a stack; what it deployed stays on the devices.
    public func remove(_ id: Stack.ID, by actor: Actor) async throws {
        try actor.require(.editTemplates)
        let stack = try await find(id, by: actor)
        try await database.transaction { db in
            _ = try await StackRepository(db).delete(id)
            try await AuditRepository(db).append(
                actor.entry("stack.remove", "stack", id, "Removed stack \(stack.name)"))
        }
    }

    private func check(_ draft: StackDraft) throws {
        var problems: [FieldProblem] = []
        if !(1...100).contains(draft.name.count) {
            problems.append(FieldProblem("name", "Give it a name of at most 100 characters."))
        }
        if draft.templateSetIDs.isEmpty {
            problems.append(FieldProblem("template_set_ids", "Choose at least one template set."))
        }
        if Set(draft.templateSetIDs).count != draft.templateSetIDs.count {
            problems.append(FieldProblem("template_set_ids", "A template set can stand in a stack only once."))
        }
        if !problems.isEmpty { throw Problem.invalid(problems) }
    }
}
