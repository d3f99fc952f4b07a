public import Domain
import Jinja
public import Persistence

/// Keeps template sets, finds their variables and previews them.
public struct TemplateService: Sendable {
    let database: Database
    private let platforms: PlatformCatalogue
    let renderer: TemplateRenderer

    /// A service that renders with `renderer`.
    public init(database: Database, platforms: PlatformCatalogue, renderer: TemplateRenderer) {
        self.database = database
        self.platforms = platforms
        self.renderer = renderer
    }

    /// One page of template sets whose name or summary contains the text.
    public func list(search: String, page: Page, by actor: Actor) async throws -> Paged<TemplateSet> {
        try actor.require(.view)
        return try await TemplateSetRepository(database).list(search: search, page)
    }

    /// One template set with its newest bodies.
    public func find(_ id: TemplateSet.ID, by actor: Actor) async throws -> TemplateSet {
        try actor.require(.view)
        guard let set = try await TemplateSetRepository(database).find(id) else {
            throw Problem.notFound("template set")
        }
        return set
    }

    /// Every saved revision, newest first.
    public func revisions(of id: TemplateSet.ID, by actor: Actor) async throws -> [TemplateRevision] {
        try actor.require(.view)
        return try await TemplateSetRepository(database).revisions(id)
    }

    /// The variables that the bodies need; a body that does not parse is a problem that names its line.
    public func variables(of bodies: TemplateBodies) throws -> [TemplateVariable] {
        do {
            return try TemplateAnalysis(renderer: renderer).variables(of: bodies)
        } catch {
            throw Problem(.invalid, code: "template_malformed", error.description)
        }
    }

    /// Renders one body with values, for a device when one is given; an error is part of the answer.
    public func preview(
        _ body: String, named name: String, variables: JSONValue, device id: Device.ID?, by actor: Actor
    ) async throws -> TemplatePreview {
        try actor.require(.view)
        var device: Device?
        if let id {
            device = try await DeviceRepository(database).find(id)
            guard device != nil else { throw Problem.notFound("device") }
        }
        do {
            let text = try renderer.render(body, name: name, variables: variables, device: device)
            return TemplatePreview(text: text, error: "", line: 0, column: 0, suggestion: "", excerpt: "")
        } catch {
            return TemplatePreview(
                text: "", error: error.message, line: error.line ?? 0, column: error.column ?? 0,
                suggestion: error.suggestion ?? "", excerpt: error.excerpt ?? "")
        }
    }

    /// Adds a template set; bodies that do not parse are refused.
    public func add(_ draft: TemplateSetDraft, by actor: Actor) async throws -> TemplateSet {
        try actor.require(.editTemplates)
        try check(draft)
        return try await database.transaction { db in
            let set = try await TemplateSetRepository(db).insert(TemplateSet.ID(), draft, author: actor.user.id)
            try await AuditRepository(db).append(
                actor.entry("template.add", "template_set", set.id, "Added template set \(draft.name)"))
            return set
        }
    }

    /// Saves a template set; changed bodies become a new revision.
    public func update(_ id: TemplateSet.ID, _ draft: TemplateSetDraft, by actor: Actor) async throws -> TemplateSet {
        try actor.require(.editTemplates)
        try check(draft)
        return try await database.transaction { db in
            guard let set = try await TemplateSetRepository(db).update(id, draft, author: actor.user.id) else {
                throw Problem.notFound("template set")
            }
            try await AuditRepository(db).append(
                actor.entry(
                    "template.update", "template_set", id, "Saved template set \(draft.name), revision \(set.revision)")
            )
            return set
        }
    }

    /// Removes a template set that no stack uses.
    public func remove(_ id: TemplateSet.ID, by actor: Actor) async throws {
        try actor.require(.editTemplates)
        let set = try await find(id, by: actor)
        try await database.transaction { db in
            _ = try await TemplateSetRepository(db).delete(id)
            try await AuditRepository(db).append(
                actor.entry("template.remove", "template_set", id, "Removed template set \(set.name)"))
        }
    }

    private func check(_ draft: TemplateSetDraft) throws {
        var problems: [FieldProblem] = []
        if !(1...100).contains(draft.name.count) {
            problems.append(FieldProblem("name", "Give it a name of at most 100 characters."))
        }
        if draft.summary.utf8.count > 500 {
            problems.append(FieldProblem("summary", "Keep the summary under 500 bytes."))
        }
        if draft.bodies.deploy.allSatisfy(\.isWhitespace) {
            problems.append(FieldProblem("deploy", "Write the lines that bring it onto a device."))
        }
        for platform in draft.platforms {
            do {
                _ = try platforms.platform(platform)
            } catch {
                problems.append(FieldProblem("platforms", error.sentence))
            }
        }
        for (part, source) in draft.bodies.parts {
            do {
                _ = try renderer.variables(of: source, name: part)
            } catch {
                problems.append(FieldProblem(part, error.description))
            }
        }
        if !problems.isEmpty { throw Problem.invalid(problems) }
    }
}
