import ConfigTree
import DeviceCLI
import Domain
import Yams

/// One file of `Platforms/` as it was read, before it is laid over the file it extends.
struct PlatformFile {
    /// The file's name without its ending.
    let name: String
    let root: PlatformNode
    /// The parts about configuration text, by their keys.
    private let rules: [String: Node]

    /// Several times the largest file that the program comes with, in bytes of UTF-8.
    static let mostBytes = 256 << 10
    static let tooLarge = "The text has more than \(mostBytes >> 10) KiB; no platform needs so much."

    /// Parses a file; throws what is wrong with its YAML.
    init(name: String, text: String) throws(PlatformError) {
        self.name = name
        if let problem = Self.refusal(of: text, file: "\(name).yaml") { throw PlatformError([problem]) }
        do {
            let node = try Yams.compose(yaml: text) ?? Node("")
            root = PlatformNode(node, file: "\(name).yaml")
            rules = ["config", "secrets"].reduce(into: [:]) { rules, key in rules[key] = node.mapping?[key] }
        } catch {
            throw PlatformError([Self.problem(error, file: "\(name).yaml")])
        }
    }

    /// What would make a small text a huge value, or take long to read.
    private static func refusal(of text: String, file: String) -> PlatformProblem? {
        guard text.utf8.count <= mostBytes else {
            return PlatformProblem(place: file, path: "", tooLarge)
        }
        // A few lines of anchors in anchors unfold to gigabytes, when they are composed already.
        guard let line = YAMLAliases.firstLine(of: text) else { return nil }
        return PlatformProblem(
            place: "\(file), line \(line)", path: "",
            "Anchors (&name) and aliases (*name) are not allowed. Write the value again, or put the text in quotes.")
    }

    /// What the YAML parser says, in one line, with its place.
    private static func problem(_ error: any Error, file: String) -> PlatformProblem {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return PlatformProblem(place: "\(file), line \(mark.line)", path: "", "This is no YAML: \(problem).")
        case .duplicatedKeysInMapping(let keys, let context):
            let words = keys.prefix(3).map { "«\($0.prefix(60))»" }.joined(separator: ", ")
            return PlatformProblem(
                place: "\(file), line \(context.mark.line)", path: "",
                keys.count == 1 ? "The key \(words) stands here twice." : "The keys \(words) stand here twice.")
        case .reader(let problem, _, _, _):
            return PlatformProblem(place: file, path: "", "This is no YAML: \(problem).")
        default:
            let text = String(describing: error).split(separator: "\n").joined(separator: " ")
            return PlatformProblem(place: file, path: "", "This is no YAML: \(text)")
        }
    }

    /// The name that the text gives; nil when it gives none.
    var givenName: String? { root["name"].flatMap { if case .text(let text) = $0.content { text } else { nil } } }

    /// The name of the platform that it extends; nil when it extends none.
    var parent: String? { PlatformDescription.parent(of: root) }

    /// The platform, with what it takes over from `base`; throws everything that is wrong with it.
    func platform(
        extending base: PlatformFile?, source: Platform.Source, fingerprint: String
    ) throws(PlatformError) -> Platform {
        let description = try PlatformDescription(root, file: name, extending: base?.root)
        guard let name = PlatformName(description.name) else {
            throw PlatformError([PlatformProblem(place: "\(self.name).yaml", path: "name", "It \(PlatformName.rule).")])
        }
        let rules = try configurationRules(self.rules.merging(base?.rules ?? [:]) { own, _ in own })
        return Platform(
            name: name, description: description, grammar: rules.grammar, secrets: rules.secrets, source: source,
            fingerprint: fingerprint)
    }

    private func configurationRules(_ nodes: [String: Node]) throws(PlatformError) -> ConfigurationRules {
        let parts = nodes.sorted { $0.key < $1.key }.map { (Node($0.key), $0.value) }
        do {
            return try YAMLDecoder().decode(ConfigurationRules.self, from: Node(parts))
        } catch {
            throw PlatformError([PlatformProblem(place: "\(name).yaml", path: "", Self.sentence(error))])
        }
    }

    /// What a decoder says, with the key it says it of.
    private static func sentence(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return String(describing: error) }
        let context: DecodingError.Context
        var what: String
        switch error {
        case .keyNotFound(let key, let found): (context, what) = (found, "The key «\(key.stringValue)» is missing.")
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found):
            (context, what) = (found, found.debugDescription)
        @unknown default: return String(describing: error)
        }
        let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
        if !keys.isEmpty { what = "\(keys): \(what)" }
        return what
    }
}

extension PlatformNode {
    /// A value of a YAML file with the line it stands in.
    init(_ node: Node, file: String) {
        let place = node.mark.map { "\(file), line \($0.line)" } ?? file
        switch node {
        case .mapping(let mapping):
            let entries = mapping.map { Entry($0.key.string ?? "", PlatformNode($0.value, file: file)) }
            self.init(.map(entries), place: place)
        case .sequence(let values):
            self.init(.list(values.map { PlatformNode($0, file: file) }), place: place)
        case .scalar(let scalar):
            let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
            self.init(isNothing ? .nothing : .text(scalar.string), place: place)
        case .alias: self.init(.nothing, place: place)
        }
    }
}
