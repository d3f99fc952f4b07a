import ConfigTree
import Foundation
import Testing

@Suite struct SecretSeedTests {
    /// What stands for a secret: a word, digits alone, marks that end words elsewhere, and a short one.
    static let values = ["Xq7Zv9Kw2", "8675309417", "Zq9#x!vK+", "p=a;s:S/w", "zq9"]

    /// Inside blocks of digits stand digits.
    static func values(for line: String) -> [String] { line.contains("XYZZYabc0") ? ["Xq7Zv9Kw2"] : values }

    /// A value is put in quotes where none are, and no digits follow.
    static func takes(_ quoted: String, _ line: String) -> Bool {
        quoted == "XYZZY" || !line.contains("XYZZYabc0") && !line.contains { "\"'".contains($0) }
    }

    static let wrappers = [
        "", "no ", "+ ", "-", "+  ", "sw1(config)#", "sw1(config-if)# ", "sw1# ", "default ", "[admin@r] > ",
    ]

    @Test(arguments: SecretSeeds.all)
    func `no secret of the platforms documentation is left`(_ seeds: SecretSeeds) throws {
        let secrets = try ShippedRules.secrets(seeds.platform)
        for line in seeds.lines {
            for value in Self.values(for: line) {
                for quoted in ["XYZZY", "\"XYZZY\"", "'XYZZY'"] where Self.takes(quoted, line) {
                    let secret = quoted.replacing("XYZZY", with: value)
                    let text = line.replacing("XYZZY", with: secret)
                    let redacted = secrets.redact(text)
                    #expect(!redacted.contains(value), "\(seeds.platform): \(text) became \(redacted)")
                    #expect(redacted.contains(SecretGrammar.mark), "\(seeds.platform): \(text) became \(redacted)")
                }
            }
        }
    }

    @Test(arguments: SecretSeeds.all)
    func `no secret is left in a difference, behind a prompt, in a line taken back, or with other line ends`(
        _ seeds: SecretSeeds
    ) throws {
        let secrets = try ShippedRules.secrets(seeds.platform)
        for line in seeds.lines {
            let text = line.replacing("XYZZY", with: "Xq7Zv9Kw2")
            for wrapper in Self.wrappers where !line.contains("\n") {
                let wrapped = wrapper + text.drop { $0 == " " && !wrapper.isEmpty }
                let redacted = secrets.redact(wrapped)
                #expect(!redacted.contains("Xq7Zv9Kw2"), "\(seeds.platform): \(wrapped) became \(redacted)")
            }
            let ended = text.replacing("\n", with: "\r\n") + "\r\n"
            #expect(!secrets.redact(ended).contains("Xq7Zv9Kw2"), "\(seeds.platform): \(ended)")
        }
    }

    @Test(arguments: Platform.allCases)
    func `no secret is in a difference, in columns, in JSON, in commands, in gaps or in errors`(
        _ platform: Platform
    ) throws {
        let grammar = try platform.grammar()
        let seeds = try #require(SecretSeeds.all.first { $0.platform == platform.rawValue })
        for line in seeds.lines {
            let (old, new) = (line.replacing("XYZZY", with: "Xq7Zv9Kw2"), line.replacing("XYZZY", with: "Yr8Aw1Lx3"))
            var shown: [String] = []
            do {
                let (from, to) = (try platform.tree(old), try platform.tree(new))
                let diff = ConfigDiff(from: from, to: to).redacted(by: grammar)
                let document = DiffDocument(
                    diff, hidden: .init(old: grammar.volatileLines(in: old), new: grammar.volatileLines(in: new)))
                shown += [
                    diff.unified(from: "a", to: "b"),
                    String(decoding: try JSONEncoder().encode(document), as: UTF8.self),
                ]
                shown += SideBySide(diff).parts.flatMap(\.rows).flatMap { [$0.old?.text ?? "", $0.new?.text ?? ""] }
                shown += grammar.redact(try from.patch(to: to)) + grammar.redact(try to.patch(to: from))
                var map = RedactionMap()
                shown += try from.missing(Expectation(parsing: new)).map {
                    $0.redacted(by: grammar.secrets, into: &map).description
                }
                shown.append("\(map)")
            } catch let error as ConfigTreeError {
                shown += [error.description, error.debugDescription]
            }
            for text in shown {
                #expect(!text.contains("Xq7Zv9Kw2") && !text.contains("Yr8Aw1Lx3"), "\(line): \(text)")
            }
        }
    }

    @Test func `there are seeds for every platform, and many`() throws {
        #expect(Set(SecretSeeds.all.map(\.platform)) == Set(try ShippedRules.names))
        #expect(SecretSeeds.all.map(\.lines.count).reduce(0, +) >= 400)
    }

    @Test(arguments: SecretSeeds.all)
    func `whoever holds the map gets every text back`(_ seeds: SecretSeeds) throws {
        let secrets = try ShippedRules.secrets(seeds.platform)
        for value in Self.values {
            let text = seeds.lines.filter { Self.values(for: $0).contains(value) }.map {
                $0.replacing("XYZZY", with: value)
            }.joined(separator: "\n")
            var map = RedactionMap()
            let redacted = secrets.redact(text, into: &map)
            #expect(!redacted.contains(value) && map.restoring(redacted) == text)
        }
    }
}

extension SecretSeeds: CustomTestStringConvertible {
    var testDescription: String { platform }
}
