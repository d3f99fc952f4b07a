import ConfigTree
import Foundation
import Yams

/// The rules about configuration text that a shipped platform has, with those of the platform it extends.
enum ShippedRules {
    private struct Parent: Decodable {
        let extends: String?
    }

    /// Rules by the platform's name.
    static let all = Result { try names.map { ($0, try read($0)) } }

    /// Every platform that the program comes with.
    static var names: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
                .map { String($0.dropLast(5)) }.sorted()
        }
    }

    static func secrets(_ name: String) throws -> SecretGrammar { try read(name).secrets }

    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Platforms")

    private static func read(_ name: String) throws -> ConfigurationRules {
        let data = try Data(contentsOf: folder.appending(path: name + ".yaml"))
        let own = try YAMLDecoder().decode(ConfigurationRules.self, from: data)
        guard let parent = try YAMLDecoder().decode(Parent.self, from: data).extends else { return own }
        return try read(parent)
    }
}
