import ConfigTree
import Foundation
import Testing
import Yams

@Suite struct RobustnessTests {
    @Test func `line ends, tabs and mixed indentation read alike`() throws {
        let plain = try Platform.ios.tree(
            "vlan 10\n name a\ninterface Vlan10\n description b\n ip address 10.0.0.1 255.0.0.0\n")
        for text in [
            "vlan 10\r\n name a\r\ninterface Vlan10\r\n description b\r\n ip address 10.0.0.1 255.0.0.0\r\n",
            "vlan 10\r name a\rinterface Vlan10\r description b\r ip address 10.0.0.1 255.0.0.0\r",
            "vlan 10\n\tname a\ninterface Vlan10\n\tdescription b\n        ip address 10.0.0.1  255.0.0.0",
            "vlan 10\n   name a   \ninterface Vlan10\n  description b\n   ip address 10.0.0.1 255.0.0.0\n!\nend\nsw1#",
        ] {
            #expect(try Platform.ios.tree(text) == plain)
        }
    }

    @Test func `a parsed text is given back byte for byte`() throws {
        let text =
            "Building configuration...\r\n\r\n!\r\nhostname a \r\n\tx\r\nbanner motd ^C\r\n  hi \r\n^C\r\nend\r\n"
        #expect(try Array(Platform.ios.tree(text).text.utf8) == Array(text.utf8))
    }

    @Test func `damaged and dangerous texts are refused with their line`() throws {
        let tree = try Platform.ios.tree("hostname a\n")
        let cases: [(String, ConfigTreeError.Code, Int)] = [
            ("hostname b\nreload", .refusedCommand, 2), ("do show version", .refusedCommand, 1),
            ("write memory", .refusedCommand, 1),
            ("end\nhostname b", .leavesConfiguration, 1),
            ("vlan 10\n name a\nexit\nexit\nhostname b", .leavesConfiguration, 4),
            ("hostname a\u{1B}[A", .controlCharacter, 1), ("hostname a\u{0}", .controlCharacter, 1),
            ("hostname b\nbanner motd #\nopen", .unterminatedValue, 2),
        ]
        for (text, code, line) in cases {
            let error = #expect(throws: ConfigTreeError.self) { try tree.applying(text) }
            #expect(error?.code == code && error?.line == line)
            #expect(error?.description.isEmpty == false)
        }
        #expect(throws: ConfigTreeError.self) { try Platform.ios.tree("hostname \u{0}\n") }
        #expect(throws: ConfigTreeError.self) { try Platform.ios.tree("banner motd ^C\nnever ends\n") }
        #expect(throws: Never.self) { try tree.applying("configure terminal\nvlan 10\n name a\n exit\nend\n") }
    }

    @Test func `empty and blank texts are empty trees`() throws {
        for text in ["", "\n", " \n\t\n", "!\n!\nend\n"] { #expect(try Platform.frr.tree(text).lineCount == 0) }
        #expect(try Platform.frr.tree("").patch(to: Platform.frr.tree("")).isEmpty)
    }

    @Test func `ten thousand levels are read, compared, printed and patched without recursion`() throws {
        let text = (0..<10_000).map { String(repeating: " ", count: $0) + "level \($0)\n" }.joined()
        let deep = try Platform.ios.tree(text)
        let flat = try Platform.ios.tree("hostname a\n")
        #expect(deep.lineCount == 10_000)
        #expect(ConfigDiff(from: flat, to: deep).addedCount == 10_000)
        #expect(try flat.patch(to: deep).count == 20_000)
        #expect(try deep.patch(to: flat).count == 2)
        #expect(ConfigDiff(from: flat, to: deep) == ConfigDiff(from: flat, to: deep))
        #expect(try deep.applying("hostname b").text.isEmpty == false)
        #expect(try deep.missing("level 0\n level 1\n  level 2").isEmpty)
    }

    @Test func `a hundred thousand lines are read, and a change of two of them is patched`() throws {
        let sections = (0..<20_000).map {
            "interface Vlan\($0)\n description number \($0)\n ip address 10.0.0.1 255.0.0.0\n mtu 1400\n!\n"
        }
        let routes = (0..<20_000).map { "ip route 10.\($0 / 250).\($0 % 250).0 255.255.255.0 192.0.2.1\n" }
        let running = try Platform.ios.tree(sections.joined() + routes.joined())
        #expect(running.lineCount == 100_000)
        let desired = try running.applying(
            "interface Vlan10000\n description other\nno ip route 10.40.0.0 255.255.255.0 192.0.2.1")
        #expect(
            try running.patch(to: desired) == [
                "interface Vlan10000", " description other", "exit", "no ip route 10.40.0.0 255.255.255.0 192.0.2.1",
            ])
    }

    @Test func `an unreadable pattern is an error that names its key`() throws {
        let error = #expect(throws: DecodingError.self) {
            try YAMLDecoder().decode(Grammar.self, from: "sections:\n  - line: 'interface [*'\n")
        }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(context.codingPath.map(\.stringValue).first == "sections")
        #expect(context.debugDescription.contains("interface [*"))
    }
}
