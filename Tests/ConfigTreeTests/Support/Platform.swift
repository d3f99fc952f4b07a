import ConfigTree
import Foundation
import Testing
import Yams

/// The grammars as they are shipped.
enum Platform: String, CaseIterable, Sendable {
    case ios = "cisco_ios"
    case frr

    private static let grammars = Result {
        try Dictionary(uniqueKeysWithValues: allCases.map { ($0, try $0.read()) })
    }

    func grammar() throws -> Grammar { try #require(try Self.grammars.get()[self]) }

    private func read() throws -> Grammar {
        let file = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appending(path: "Platforms/\(rawValue).yaml")
        return try #require(try YAMLDecoder().decode(ConfigurationRules.self, from: Data(contentsOf: file)).grammar)
    }

    func tree(_ text: String) throws -> ConfigTree { try ConfigTree(parsing: text, grammar: grammar()) }
}
