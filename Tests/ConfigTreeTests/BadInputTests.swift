import ConfigTree
import Foundation
import Testing

/// What a broken session or a foreign file may hold: an error that tells where, or every byte as it came.
@Suite struct BadInputTests {
    /// One platform of each style.
    private static let styles: [Platform] = [.ios, .junos]

    @Test(arguments: Platform.allCases)
    func `a capture cut anywhere is refused with its line, or kept byte for byte`(_ platform: Platform) throws {
        var random = Seeded(7)
        let bytes = Array(try platform.random().make(&random).utf8)
        let grammar = try platform.grammar()
        for end in stride(from: 0, through: bytes.count, by: max(1, bytes.count / 400)) {
            let cut = Array(bytes[..<end])
            do throws(ConfigTreeError) {
                let tree = try ConfigTree(parsing: cut, grammar: grammar)
                #expect(tree.bytes == cut)
            } catch {
                #expect(error.line != nil && !error.description.isEmpty, "\(platform) cut at \(end)")
            }
        }
    }

    @Test(arguments: Platform.allCases)
    func `line ends make no difference, and are given back as they came`(_ platform: Platform) throws {
        var random = Seeded(8)
        let text = try platform.random().make(&random)
        let plain = try platform.tree(text)
        for end in ["\r\n", "\r", " \n"] {
            let other = String(decoding: text.utf8.flatMap { $0 == 10 ? Array(end.utf8) : [$0] }, as: UTF8.self)
            let tree = try platform.tree(other)
            #expect(tree == plain, "\(platform) \(Array(end.utf8))")
            #expect(tree.bytes == Array(other.utf8))
        }
    }

    @Test func `tabs and mixed indentation make no difference to braces`() throws {
        let plain = try Platform.junos.tree("system {\n    host-name a;\n    services {\n        ssh;\n    }\n}\n")
        for text in [
            "system {\n\thost-name a;\n\tservices {\n\t\tssh;\n\t}\n}\n",
            "system {\nhost-name a;\n  services {\n\t ssh;\n }\n  }",
            "system { host-name a; services { ssh; } }",
            "set system host-name a\r\nset\tsystem services ssh\r\n",
        ] {
            #expect(try Platform.junos.tree(text) == plain, "\(text)")
        }
    }

    @Test(arguments: Platform.allCases)
    func `a NUL byte is an error that names its line`(_ platform: Platform) throws {
        var random = Seeded(9)
        let lines = try platform.random().make(&random).split(separator: "\n")
        let broken = (lines.prefix(3) + ["x\u{0}y"] + lines.dropFirst(3)).joined(separator: "\n")
        let error = #expect(throws: ConfigTreeError.self) { try platform.tree(broken) }
        #expect(error?.code == .controlCharacter && error?.line == 4, "\(platform): \(String(describing: error))")
    }

    @Test(arguments: [
        (Platform.ios, "interface Vlan1\n description ", "\n"), (.junos, "set system host-name ", "\n"),
        (.junos, "system {\n    host-name ", ";\n}\n"), (.frr, "interface eth0\n description ", "\n"),
    ])
    func `bytes that are no UTF-8 stay, differ, and are never typed`(
        _ platform: Platform, _ before: String, _ after: String
    ) throws {
        let grammar = try platform.grammar()
        func bytes(_ value: [UInt8]) -> [UInt8] { Array(before.utf8) + value + Array(after.utf8) }
        let plain = try ConfigTree(parsing: bytes([0x61]), grammar: grammar)
        let trees = try [[0xFC], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xFF, 0xFE]].map { (value: [UInt8]) in
            let tree = try ConfigTree(parsing: bytes(value), grammar: grammar)
            #expect(tree.bytes == bytes(value))
            return tree
        }
        for (index, tree) in trees.enumerated() {
            for other in trees[(index + 1)...] + [plain] {
                #expect(tree != other)
                #expect(!ConfigDiff(from: tree, to: other).isEmpty)
                #expect(throws: ConfigTreeError.self) { try other.patch(to: tree) }
            }
        }
    }

    @Test func `ten thousand nested braces are read, compared and patched without recursion`() throws {
        let text = (0..<10_000).map { "a\($0) {\n" }.joined() + "b;\n" + String(repeating: "}\n", count: 10_000)
        let deep = try Platform.junos.tree(text)
        let flat = try Platform.junos.tree("system {\n    host-name a;\n}\n")
        #expect(deep.lineCount == 1)
        #expect(deep.bytes == Array(text.utf8))
        #expect(!ConfigDiff(from: flat, to: deep).isEmpty)
        #expect(ConfigDiff(from: deep, to: deep).isEmpty)
        #expect(try flat.patch(to: deep).count == 2)
        #expect(try flat.applying(flat.patch(to: deep)) == deep)
        let open = String(text.prefix(text.utf8.count / 2))
        let error = #expect(throws: ConfigTreeError.self) { try Platform.junos.tree(open) }
        #expect(error?.description.isEmpty == false)
    }

    @Test(arguments: styles)
    func `a hundred megabytes are read in seconds and in a fixed multiple of their memory`(
        _ platform: Platform
    ) throws {
        let line =
            platform == .ios
            ? " ip helper-address 10.0.0." : "set interfaces ge-0/0/0 unit 0 family inet filter input-list f"
        var bytes = Array("interface Vlan1\n".utf8)
        if platform == .junos { bytes = [] }
        bytes.reserveCapacity(100_100_000)
        var number = 0
        while bytes.count < 100_000_000 {
            bytes += line.utf8
            bytes += String(number).utf8
            bytes.append(10)
            number += 1
        }
        let before = try Self.residentBytes()
        let clock = ContinuousClock()
        let start = clock.now
        let tree = try ConfigTree(parsing: bytes, grammar: platform.grammar())
        let time = clock.now - start
        let grown = try Self.residentBytes() - before
        print("\(platform): \(bytes.count / 1_000_000) MB in \(time), \(grown / 1_000_000) MB of memory")
        #expect(tree.lineCount >= number)
        #expect(tree.bytes == bytes)
        // Generous, since other tests share the machine; what is excluded is time or memory by the square.
        #expect(time < .seconds(60))
        #expect(grown < 20 * bytes.count)
    }

    private static func residentBytes() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return try #require(pages.count > 1 ? Int(pages[1]) : nil) * Int(getpagesize())
    }
}
