import ConfigTree
import Foundation
import Testing

@Suite struct ConfigDiffTests {
    private let running = """
        hostname sw1
        vlan 10
         name users
        interface GigabitEthernet0/1
         description a
         switchport access vlan 10
        interface GigabitEthernet0/2
         description b
        ntp server 192.0.2.1
        """

    @Test func `changes are shown under their parents with their neighbours`() throws {
        let tree = try Platform.ios.tree(running)
        let desired = try tree.applying(
            "interface GigabitEthernet0/1\n switchport access vlan 20\nvlan 20\n name voice")
        let diff = ConfigDiff(from: tree, to: desired, context: 1)
        #expect(
            diff.unified() == """
                  ...
                 interface GigabitEthernet0/1
                  description a
                - switchport access vlan 10
                + switchport access vlan 20
                 interface GigabitEthernet0/2
                  ...
                 ntp server 192.0.2.1
                +vlan 20
                + name voice

                """)
        #expect(diff.addedCount == 3 && diff.removedCount == 1 && !diff.isEmpty)
        let added = try #require(diff.lines.firstIndex { $0.text == "switchport access vlan 20" })
        #expect(diff.path(of: added) == ["interface GigabitEthernet0/1"])
        #expect(diff.path(of: 99).isEmpty)
    }

    @Test func `equal trees have an empty difference`() throws {
        let tree = try Platform.ios.tree(running)
        let diff = ConfigDiff(
            from: tree,
            to: try Platform.ios.tree("Building configuration...\n! Last configuration change\n" + running + "\nend\n"))
        #expect(diff.isEmpty && diff.lines.isEmpty && diff.unified().isEmpty)
    }

    @Test func `the observed change equals the predicted one wherever the device puts the lines`() throws {
        let tree = try Platform.ios.tree(running)
        let predicted = ConfigDiff(
            from: tree, to: try tree.applying("vlan 20\n name voice\nlogging host 192.0.2.9\nusername ops secret clear")
        )
        let readBack = try Platform.ios.tree(
            """
            hostname sw1
            username ops secret 9 $9$hashed
            vlan 10
             name users
            vlan 20
             name voice
            interface GigabitEthernet0/1
             switchport access vlan 10
             description a
            interface GigabitEthernet0/2
             description b
            interface Vlan1
             no ip address
            logging host 192.0.2.9
            ntp clock-period 1
            ntp server 192.0.2.1
            end
            """)
        let observed = ConfigDiff(from: tree, to: readBack)
        #expect(observed == predicted)
        #expect(observed.unexpected(comparedTo: predicted).isEmpty)
    }

    @Test func `what did not come and what came besides is named`() throws {
        let tree = try Platform.ios.tree(running)
        let predicted = ConfigDiff(from: tree, to: try tree.applying("vlan 20\n name voice"))
        let observed = ConfigDiff(
            from: tree, to: try tree.applying("vlan 20\n name other\ninterface GigabitEthernet0/2\n no description"))
        #expect(observed != predicted)
        #expect(
            observed.unexpected(comparedTo: predicted).map(\.description) == [
                "did not happen: + vlan 20 / name voice",
                "not predicted: - interface GigabitEthernet0/2 / description b",
                "not predicted: + vlan 20 / name other",
            ])
    }

    @Test func `the same line under another parent is another change`() throws {
        let tree = try Platform.ios.tree(running)
        let first = ConfigDiff(from: tree, to: try tree.applying("interface GigabitEthernet0/1\n shutdown"))
        let second = ConfigDiff(from: tree, to: try tree.applying("interface GigabitEthernet0/2\n shutdown"))
        #expect(first != second)
    }

    @Test func `the order of entries counts in an access list and nowhere else`() throws {
        let a = try Platform.ios.tree(
            "ip access-list extended E\n permit tcp any any\n deny ip any any\nntp server 192.0.2.1\nntp server 192.0.2.2\n"
        )
        let b = try Platform.ios.tree(
            "ntp server 192.0.2.2\nntp server 192.0.2.1\nip access-list extended E\n permit tcp any any\n deny ip any any\n"
        )
        let c = try Platform.ios.tree(
            "ip access-list extended E\n deny ip any any\n permit tcp any any\nntp server 192.0.2.1\nntp server 192.0.2.2\n"
        )
        #expect(a == b && a.canonicalText == b.canonicalText)
        #expect(a != c && !ConfigDiff(from: a, to: c).isEmpty)
    }

    @Test func `duplicate lines are kept and counted`() throws {
        let a = try Platform.ios.tree("ip access-list extended E\n remark ---\n permit ip any any\n remark ---\n")
        let b = try Platform.ios.tree("ip access-list extended E\n remark ---\n permit ip any any\n")
        #expect(ConfigDiff(from: a, to: b).removedCount == 1)
        #expect(a != b)
    }

    @Test func `a difference survives JSON`() throws {
        let tree = try Platform.ios.tree(running)
        let diff = ConfigDiff(from: tree, to: try tree.applying("vlan 20\n name voice\nno ntp server 192.0.2.1"))
        let decoded = try JSONDecoder().decode(ConfigDiff.self, from: JSONEncoder().encode(diff))
        #expect(decoded == diff && decoded.lines == diff.lines)
    }
}
