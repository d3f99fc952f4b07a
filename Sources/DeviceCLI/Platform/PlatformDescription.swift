/// A platform file without its part `config:`, which is not about talking to the device.
public struct PlatformDescription: Sendable {
    /// The name of the file without its ending, for example `cisco_ios`.
    public let name: String
    /// As people call it, «Cisco IOS».
    public let title: String
    /// Who makes it.
    public let vendor: String
    /// Names by which other tools call it.
    public let aliases: [String]
    /// How its command line is talked to.
    public let cli: PlatformCLI

    /// Reads a file's top map, laid over that of the file it extends; throws everything that is wrong with it.
    ///
    /// `file` is the name without its ending, which must be the platform's name.
    public init(_ node: PlatformNode, file: String, extending base: PlatformNode? = nil) throws(PlatformError) {
        let log = ProblemLog()
        let own = KeyReader(node, path: "", log: log)
        self.name = own.text("name") ?? ""
        if own.node("name") == nil { own.missing("name", "the platform's name, «\(file)»") }
        if self.name != file, own.node("name") != nil {
            own.note("name", "«\(self.name)» must be the name of the file, «\(file)».")
        }
        self.title = own.text("title") ?? ""
        if self.title.isEmpty { own.missing("title", "the name as people call it") }
        self.vendor = own.text("vendor") ?? base?["vendor"].flatMap(Self.text) ?? ""
        self.aliases =
            own.map("aliases").map { aliases in
                defer { aliases.finish() }
                return ["netmiko", "scrapli", "napalm"].flatMap { aliases.texts($0) }
            } ?? []
        if let parent = own.text("extends") {
            if let base, base["extends"] != nil {
                own.note("extends", "«\(parent)» extends another platform itself; only one level is allowed.")
            } else if base == nil {
                own.note("extends", "There is no platform file «\(parent)».")
            }
        }
        _ = own.node("config")
        _ = own.node("secrets")
        let part = own.node("cli")
        own.finish()
        let inherited = base?["cli"]
        let whole = part.map { part in inherited.map { part.extending($0) } ?? part } ?? inherited
        guard let whole else {
            own.missing("cli", "how the command line is talked to")
            throw PlatformError(log.problems)
        }
        do {
            self.cli = try PlatformCLI(whole)
        } catch {
            throw PlatformError(log.problems + error.problems)
        }
        if !log.problems.isEmpty { throw PlatformError(log.problems) }
    }

    /// The platform that a file's top map extends; nil when it extends none.
    public static func parent(of node: PlatformNode) -> String? { node["extends"].flatMap(self.text) }

    private static func text(_ node: PlatformNode) -> String? {
        if case .text(let text) = node.content { text } else { nil }
    }
}
