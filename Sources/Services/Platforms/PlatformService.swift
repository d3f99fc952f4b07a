import DeviceCLI
public import Domain
import Foundation
public import Persistence

/// Shows the platforms, keeps those that people wrote, and takes over what changes while the program runs.
public struct PlatformService: Sendable {
    private let database: Database
    private let catalogue: PlatformCatalogue
    private let hub: EventHub

    /// A service that keeps `catalogue` fresh.
    public init(database: Database, catalogue: PlatformCatalogue, hub: EventHub) {
        self.database = database
        self.catalogue = catalogue
        self.hub = hub
    }

    /// The folder whose files are platforms.
    public var folder: String { catalogue.folder.path }

    /// Every platform by title, those that were never understood too.
    public func list(by actor: Actor) async throws -> [PlatformEntry] {
        try actor.require(.view)
        let own = try await PlatformRepository(database).all()
        let counts = try await PlatformRepository(database).deviceCounts()
        let files = try catalogue.folder.contents()
        let (platforms, troubles) = (catalogue.platforms, catalogue.troubles)
        var editors: [User.ID: String] = [:]
        for id in Set(own.compactMap(\.updatedBy)) {
            editors[id] = try await UserRepository(database).find(id)?.reference.name
        }
        let names = Set(files.texts.keys).union(files.unreadable.keys).union(own.map(\.name.text)).union(
            platforms.map(\.name.text))
        return names.compactMap(PlatformName.init).map { name in
            let platform = platforms.first { $0.name == name }
            let definition = own.first { $0.name == name }
            let callings = Set([name.text] + (platform?.description.aliases ?? []))
            return PlatformEntry(
                name: name, platform: platform, definition: definition,
                editor: definition?.updatedBy.flatMap { editors[$0] } ?? "", fileText: files.texts[name.text],
                trouble: troubles.first { $0.name == name.text },
                deviceCount: counts.filter { callings.contains($0.name.text) }.map(\.count).reduce(0, +))
        }.sorted { ($0.title, $0.name.text) < ($1.title, $1.name.text) }
    }

    /// One platform by its own name.
    public func find(_ name: PlatformName, by actor: Actor) async throws -> PlatformEntry {
        guard let entry = try await list(by: actor).first(where: { $0.name == name }) else {
            throw Problem.notFound("platform")
        }
        return entry
    }

    /// Keeps a platform of one's own under the name that its text gives; throws what is wrong with the text.
    ///
    /// With `name`, the text has to give this very name. The answer is the name.
    @discardableResult
    public func save(_ text: String, as name: PlatformName? = nil, by actor: Actor) async throws -> PlatformName {
        try actor.require(.editPlatforms)
        let text = text.replacingOccurrences(of: "\r\n", with: "\n")
        let given = try self.name(of: text, expected: name)
        let repository = PlatformRepository(database)
        let now = Date()
        let draft = PlatformDefinition(
            name: given, text: text, createdAt: now, updatedAt: now, updatedBy: actor.user.id)
        let others = try await repository.all().filter { $0.name != given }
        let before = Set(catalogue.troubles)
        let troubles = try catalogue.read(own: others + [draft]).troubles
        // Platforms that extend this one may break too; what was wrong before is not this text's fault.
        let new = troubles.filter { $0.name == given.text || !before.contains($0) }
        guard new.isEmpty else {
            throw Problem.invalid([FieldProblem("definition", new.map(\.sentence).joined(separator: "\n"))])
        }
        try await database.transaction { db in
            try await PlatformRepository(db).save(given, text, by: actor.user.id)
            try await AuditRepository(db).append(
                actor.entry("platform.save", "platform", given.text, "Saved the platform \(given)"))
            try await EventRepository(db).append(.platforms, kind: "saved", subject: given.text)
        }
        try await reload()
        return given
    }

    /// Removes a platform of one's own; a file of its name counts again. Refused while devices need it.
    public func remove(_ name: PlatformName, by actor: Actor) async throws {
        try actor.require(.editPlatforms)
        let entry = try await find(name, by: actor)
        guard entry.definition != nil else {
            throw Problem(
                .conflict, code: "platform_is_a_file",
                "\(name) is a file in the folder of platforms, so it cannot be removed here.")
        }
        guard entry.fileText != nil || entry.deviceCount == 0 else {
            throw Problem(
                .conflict, code: "platform_in_use",
                "Devices still have the platform \(name). Give them another one first.")
        }
        let others = try await PlatformRepository(database).all().filter { $0.name != name }
        let before = Set(catalogue.troubles)
        let broken = try catalogue.read(own: others).troubles.filter { !before.contains($0) }
        guard broken.isEmpty else {
            throw Problem(
                .conflict, code: "platform_extended",
                "Other platforms extend \(name): \(broken.map(\.name).joined(separator: ", ")). Change them first.")
        }
        try await database.transaction { db in
            _ = try await PlatformRepository(db).delete(name)
            try await AuditRepository(db).append(
                actor.entry("platform.remove", "platform", name.text, "Removed the platform \(name)"))
            try await EventRepository(db).append(.platforms, kind: "removed", subject: name.text)
        }
        try await reload()
    }

    /// Reads the folder and what people wrote anew.
    public func reload() async throws {
        try catalogue.reload(own: try await PlatformRepository(database).all())
    }

    /// Takes over what people save in any process, until cancelled; `failed` hears what could not be read.
    public func follow(failed: @Sendable (any Error) -> Void) async {
        for await _ in hub.wakeUps(for: .platforms) {
            do {
                try await reload()
            } catch {
                failed(error)
            }
        }
    }

    /// What is wrong with newest texts, for the log.
    public var troubles: [PlatformTrouble] { catalogue.troubles }

    private func name(of text: String, expected: PlatformName?) throws(Problem) -> PlatformName {
        func invalid(_ sentence: String) -> Problem { Problem.invalid([FieldProblem("definition", sentence)]) }
        guard text.utf8.count <= PlatformDefinition.bound else {
            throw invalid("A platform has at most \(PlatformDefinition.bound) bytes.")
        }
        let given: String
        do throws(PlatformError) {
            given = try PlatformFile(name: expected?.text ?? "definition", text: text).givenName ?? ""
        } catch {
            throw invalid(error.description)
        }
        guard let name = PlatformName(given) else { throw invalid("The text needs a name: it \(PlatformName.rule).") }
        if let expected, name != expected {
            throw invalid("The text says «name: \(name)», and this is \(expected). A platform keeps its name.")
        }
        return name
    }
}
