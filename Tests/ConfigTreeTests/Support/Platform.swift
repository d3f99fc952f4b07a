import ConfigTree
import Foundation
import Testing
import Yams

/// The grammars as they are shipped.
enum Platform: String, CaseIterable, Sendable {
    case ios = "cisco_ios"
    case frr
    case junos = "juniper_junos"
    case vyos
    case eos = "arista_eos"
    case nxos = "cisco_nxos"
    case fortios = "fortinet"
    case vrp = "huawei_vrp"
    case xr = "cisco_xr"
    case comware = "hp_comware"

    private static let grammars = Result {
        try Dictionary(uniqueKeysWithValues: allCases.map { ($0, try $0.read()) })
    }

    func grammar() throws -> Grammar { try #require(try Self.grammars.get()[self]) }

    /// The file of `Platforms`; one that only adds to another one has the other one's grammar.
    private func read() throws -> Grammar {
        let text = try String(contentsOf: Self.root.appending(path: "Platforms/\(rawValue).yaml"), encoding: .utf8)
        return try #require(try YAMLDecoder().decode(ConfigurationRules.self, from: text).grammar)
    }

    func tree(_ text: String) throws -> ConfigTree { try ConfigTree(parsing: text, grammar: grammar()) }

    func random() throws -> RandomConfig {
        try RandomConfig(String(contentsOf: Self.tests.appending(path: "Random/\(rawValue).txt"), encoding: .utf8))
    }

    static let tests = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let root = tests.deletingLastPathComponent().deletingLastPathComponent()
}
