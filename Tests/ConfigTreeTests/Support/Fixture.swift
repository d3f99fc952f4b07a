import ConfigTree
import Foundation
import Testing

/// A running configuration, what is to become of it, and the exact commands expected; from the files of `Cases`.
struct Fixture: CustomTestStringConvertible, Sendable {
    let platform: Platform
    let name: String
    let running: String
    /// Lines that are typed; else the whole configuration that is wanted.
    let typed: String?
    let desired: String?
    let patch: String
    /// The commands that lead back, where they are told.
    let inverse: String?

    var testDescription: String { "\(platform.rawValue): \(name)" }

    static let all = Result { try Platform.allCases.flatMap { try read($0) } }

    static func all(of platform: Platform) -> [Fixture] { (try? all.get().filter { $0.platform == platform }) ?? [] }

    func runningTree() throws -> ConfigTree { try platform.tree(running) }

    /// What is wanted: told as a whole, or by what is typed.
    func targetTree() throws -> ConfigTree {
        if let desired { return try platform.tree(desired) }
        return try runningTree().applying(try #require(typed))
    }

    private static func read(_ platform: Platform) throws -> [Fixture] {
        let folder = Platform.tests.appending(path: "Cases/\(platform.rawValue)").path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".case") }
        return try files.sorted().flatMap { file in
            try read(String(contentsOfFile: folder + "/" + file, encoding: .utf8), platform)
        }
    }

    /// Reads blocks that begin with `=== name` and hold the running configuration, then parts that begin with `--- typed` or
    /// `--- desired`, `--- patch` and, where it is told, `--- inverse`.
    private static func read(_ text: String, _ platform: Platform) throws -> [Fixture] {
        try text.components(separatedBy: "=== ").dropFirst().map { block in
            var name = ""
            var part = "running"
            var parts: [String: [Substring]] = [:]
            for (number, line) in block.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if number == 0 {
                    name = String(line)
                } else if line.hasPrefix("--- ") {
                    part = String(line.dropFirst(4))
                    parts[part] = []
                } else {
                    parts[part, default: []].append(line)
                }
            }
            let known: Set = ["running", "typed", "desired", "patch", "inverse"]
            try #require(known.isSuperset(of: parts.keys), "\(platform): \(name)")
            func text(_ part: String) -> String? {
                parts[part].map { lines in
                    var lines = lines
                    while lines.last?.isEmpty ?? false { lines.removeLast() }
                    return lines.joined(separator: "\n")
                }
            }
            return Fixture(
                platform: platform, name: name, running: text("running") ?? "", typed: text("typed"),
                desired: text("desired"), patch: try #require(text("patch"), "\(platform): \(name)"),
                inverse: text("inverse"))
        }
    }
}
