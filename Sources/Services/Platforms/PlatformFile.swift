import ConfigTree
import DeviceCLI
import Domain
import Yams

/// One file of `Platforms/` as it was read, before it is laid over the file it extends.
struct PlatformFile {
    /// The file's name without its ending.
    let name: String
    let root: PlatformNode
    /// The parts about configuration text, as they are written.
    private let config: LazyGrammar.Source?
    private let secrets: Node?

    /// Several times the largest file that the program comes with, in bytes of UTF-8.
    static let mostBytes = 256 << 10
    static let tooLarge = "The text has more than \(mostBytes >> 10) KiB; no platform needs so much."

    /// Parses a file; throws what is wrong with its YAML.
    init(name: String, text: String) throws(PlatformError) {
        self.name = name
        if let problem = Self.refusal(of: text, file: "\(name).yaml") { throw PlatformError([problem]) }
        do {
            let parts = Self.parts(of: text)
            let node = try Yams.compose(yaml: parts.head) ?? Node("")
            root = PlatformNode(node, file: "\(name).yaml")
            // Also where it is written in a way that the text is not cut at.
            config = node.mapping?["config"].map { .node($0) } ?? parts.config.map { .text($0) }
            secrets = node.mapping?["secrets"]
        } catch {
            throw PlatformError([Self.problem(error, file: "\(name).yaml")])
        }
    }

    /// The text without the part `config:`, and that part alone with the line numbers that it has; most texts end with it.
    private static func parts(of text: String) -> (head: String, config: String?) {
        let bytes = text.utf8
        guard let mark = text.firstRange(of: "\nconfig:\n") else { return (text, nil) }
        let start = bytes.index(after: mark.lowerBound)
        var end = mark.upperBound
        // Up to the next line that is neither indented, empty nor a remark.
        while end < bytes.endIndex, [32, 10, 13, 35].contains(bytes[end]) {
            end = bytes[end...].firstIndex(of: 10).map { bytes.index(after: $0) } ?? bytes.endIndex
        }
        let above = bytes[..<start].count { $0 == 10 }
        let below = bytes[start..<end].count { $0 == 10 }
        return (
            text[..<start] + String(repeating: "\n", count: below) + text[end...],
            String(repeating: "\n", count: above) + text[start..<end]
        )
    }

    /// The value of the part `config:`.
    static func config(of text: String, _ file: String) throws(PlatformError) -> Node {
        do {
            return try Yams.compose(yaml: text)?.mapping?["config"] ?? Node("")
        } catch {
            throw PlatformError([problem(error, file: file)])
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

    /// The platform, with what it takes over from `base`; throws everything that is wrong with it but its grammar.
    func platform(
        extending base: PlatformFile?, source: Platform.Source, fingerprint: String
    ) throws(PlatformError) -> Platform {
        let description = try PlatformDescription(root, file: name, extending: base?.root)
        guard let name = PlatformName(description.name) else {
            throw PlatformError([PlatformProblem(place: "\(self.name).yaml", path: "name", "It \(PlatformName.rule).")])
        }
        let secrets = try Self.secrets(of: self.secrets == nil ? base : self) ?? .universal
        let file = (config == nil ? base : self) ?? self
        return Platform(
            name: name, description: description,
            configuration: file.config.map { LazyGrammar($0, file: "\(file.name).yaml", secrets: secrets) },
            secrets: secrets, source: source, fingerprint: fingerprint)
    }

    /// The part `secrets:` of a file; it is read at once, since what is shown depends on it.
    private static func secrets(of file: PlatformFile?) throws(PlatformError) -> SecretGrammar? {
        guard let file, let node = file.secrets else { return nil }
        do {
            return try YAMLDecoder().decode(SecretGrammar.self, from: node)
        } catch {
            throw PlatformError([
                PlatformProblem(place: "\(file.name).yaml", path: "secrets", LazyGrammar.sentence(error))
            ])
        }
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
