import ConfigTree
import Foundation
import Yams

/// The grammars as they are shipped.
enum Platform: String, CaseIterable, Sendable {
    case ios = "cisco_ios"
    case frr

    private struct File: Decodable {
        let config: Grammar
    }

    func grammar() throws -> Grammar {
        let file = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appending(path: "Platforms/\(rawValue).yaml")
        return try YAMLDecoder().decode(File.self, from: Data(contentsOf: file)).config
    }

    func tree(_ text: String) throws -> ConfigTree { try ConfigTree(parsing: text, grammar: grammar()) }
}
