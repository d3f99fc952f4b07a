import DeviceCLI
import Testing

@testable import SNMP

@Suite struct SNMPFactsTests {
    @Test(.enabled(if: LoopbackSNMPD.isPossible, "needs net-snmp's agent and programs"))
    func `an agent tells name, maker, model, serial number, system, uptime and interfaces`() async throws {
        let entity = "override 1.3.6.1.2.1.47.1.1.1.1"
        let agent = try await LoopbackSNMPD.start(
            """
            sysName lab-sw1
            sysDescr Cisco NX-OS(tm) n9000, Software (n9000-dk9), Version 9.3(7), RELEASE SOFTWARE
            sysObjectID 1.3.6.1.4.1.9.12.3.1.3.1812
            \(entity).5.10 integer 9
            \(entity).5.22 integer 3
            \(entity).13.22 octet_str "N9K-C93180YC-EX"
            \(entity).11.22 octet_str " FDO12345 "
            \(entity).10.22 octet_str "9.3(7)"
            \(entity).2.22 octet_str "Nexus Chassis"
            \(entity).13.10 octet_str "a module"
            """)
        let session = try await agent.session(.community("public"))
        let facts = try await session.facts()
        #expect(facts.hostname == "lab-sw1" && facts.vendor == "Cisco" && facts.os == "NX-OS")
        #expect(facts.model == "N9K-C93180YC-EX" && facts.serial == "FDO12345")
        #expect(facts.version == "9.3(7)")
        #expect(try #require(facts.uptime) >= 0)
        let loopback = try #require(facts.interfaces.first { $0.name == "lo" })
        #expect(loopback.state == "up" && loopback.address == "127.0.0.1")
        let names = try await agent.walk("1.3.6.1.2.1.2.2.1.2").count
        #expect(facts.interfaces.count == names)
        await session.close()
    }

    @Test func `a device without standard tables tells what its maker's own objects hold`() async throws {
        let values: [OID: [UInt8]] = [
            .known(1, 3, 6, 1, 2, 1, 1, 1, 0): BER.element(BER.octets, Array("FGT60F".utf8)),
            .known(1, 3, 6, 1, 2, 1, 1, 2, 0): BER.name(.known(1, 3, 6, 1, 4, 1, 12356, 101, 1, 641)),
            .known(1, 3, 6, 1, 4, 1, 12356, 100, 1, 1, 1, 0): BER.element(BER.octets, Array("FGT60FTK1".utf8)),
            .known(1, 3, 6, 1, 4, 1, 12356, 101, 4, 1, 1, 0): BER.element(BER.octets, Array("v7.2.4,build1396".utf8)),
            .known(1, 3, 6, 1, 2, 1, 1, 3, 0): BER.element(BER.ticks, [0, 0xFF, 0xFF, 0xFF, 0xFF]),
        ]
        let agent = try LoopbackAgent { question, _ in
            // It knows GET only; to a bulk question it says that nothing comes after.
            let none: UInt8 = question.kind == .get ? 0x80 : 0x82
            return [question.answer(question.names.map { ($0, values[$0] ?? BER.element(none, [])) })]
        }
        let session = try await agent.session()
        let facts = try await session.facts()
        #expect(facts.vendor == "Fortinet" && facts.os == "FortiOS" && facts.version == "v7.2.4,build1396")
        #expect(facts.serial == "FGT60FTK1" && facts.model == nil && facts.hostname == nil)
        #expect(facts.uptime == 42_949_672 && facts.interfaces.isEmpty)
        await session.close()
    }

    @Test func `an agent that shows nothing is one that does not let us read`() async throws {
        let agent = try LoopbackAgent { question, _ in
            [question.answer(question.names.map { ($0, BER.element(0x80, [])) })]
        }
        let session = try await agent.session()
        #expect(await snmpError { _ = try await session.facts() }?.code == .noAccess)
        await session.close()
    }

    @Test func `interfaces are put together by their number, IPv6 addresses in their short form`() {
        var table = InterfaceTable()
        func rows(_ column: InterfaceTable.Column, _ values: [([UInt32], SNMPValue)]) -> [SNMPRow] {
            values.compactMap { index, value in OID(column.root.arcs + index).map { SNMPRow($0, value) } }
        }
        func text(_ text: String) -> SNMPValue { .octets(Array(text.utf8)) }
        table.take(.descriptions, rows(.descriptions, [([2], text("Ethernet Two")), ([1], text("Ethernet One"))]))
        table.take(.administrative, rows(.administrative, [([1], .integer(1)), ([2], .integer(2))]))
        table.take(.operational, rows(.operational, [([1], .integer(7)), ([2], .integer(2)), ([9], .integer(1))]))
        table.take(.names, rows(.names, [([1], text("eth1")), ([2, 3], text("stray"))]))
        table.take(.aliases, rows(.aliases, [([1], text("to the core")), ([2], text(""))]))
        let six: [UInt32] = [0x20, 1, 0xD, 0xB8] + Array(repeating: 0, count: 11) + [1]
        table.take(
            .addresses,
            rows(
                .addresses,
                [([2, 16] + six, .integer(1)), ([1, 4, 10, 0, 0, 1], .integer(1)), ([1, 9], .integer(2))]))
        #expect(
            table.interfaces == [
                DeviceFacts.Interface(
                    name: "eth1", state: "lower layer down", address: "2001:db8::1", description: "to the core"),
                DeviceFacts.Interface(name: "Ethernet Two", state: "admin down", address: nil, description: nil),
            ])
    }
}
