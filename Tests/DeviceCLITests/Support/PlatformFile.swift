import DeviceCLI
import Foundation
import Yams

/// The platform files as they are shipped.
enum PlatformFile {
    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Platforms")

    /// Decoded once: twenty files take a while in a debug build.
    private static let shipped = Result { try Dictionary(uniqueKeysWithValues: names.map { ($0, try read($0)) }) }

    /// The names of all platforms.
    static let names: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        // A folder that cannot be read fails the test that asks for twenty names.
        return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    /// All platforms.
    static func all() throws -> [PlatformDescription] { try shipped.get().values.sorted { $0.name < $1.name } }

    /// The `cli:` part of `Platforms/<name>.yaml`.
    static func load(_ name: String) throws -> PlatformCLI {
        guard let platform = try shipped.get()[name] else { throw CocoaError(.fileNoSuchFile) }
        return platform.cli
    }

    /// A file's text as a value with its places.
    static func node(_ text: String, file: String = "test.yaml") throws -> PlatformNode {
        self.node(try Yams.compose(yaml: text) ?? Node(""), file)
    }

    /// The `cli:` part of a text.
    static func decode(_ text: String) throws -> PlatformCLI { try PlatformCLI(try self.node(text)) }

    private static func read(_ name: String) throws -> PlatformDescription {
        let node = try self.load(file: name)
        let base = try PlatformDescription.parent(of: node).map { try self.load(file: $0) }
        return try PlatformDescription(node, file: name, extending: base)
    }

    /// The text of `Platforms/<name>.yaml`.
    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: "\(name).yaml"), encoding: .utf8)
    }

    private static func load(file name: String) throws -> PlatformNode {
        try self.node(try self.text(name), file: "\(name).yaml")
    }

    private static func node(_ node: Node, _ file: String) -> PlatformNode {
        let place = "\(file), line \(node.mark?.line ?? 0)"
        switch node {
        case .mapping(let mapping):
            return PlatformNode(
                .map(mapping.map { .init($0.key.string ?? "", self.node($0.value, file)) }), place: place)
        case .sequence(let values): return PlatformNode(.list(values.map { self.node($0, file) }), place: place)
        case .scalar(let scalar):
            let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
            return PlatformNode(isNothing ? .nothing : .text(scalar.string), place: place)
        case .alias: return PlatformNode(.nothing, place: place)
        }
    }
}
