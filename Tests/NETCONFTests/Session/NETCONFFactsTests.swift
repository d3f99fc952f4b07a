import DeviceCLI
import Testing

@testable import NETCONF

@Suite(.timeLimit(.minutes(2))) struct NETCONFFactsTests {
    func facts(_ user: String) async throws -> DeviceFacts {
        try await ScriptedDevice.shared.get().connector(user).withReader { try await $0.facts() }
    }

    @Test func `by the models of the IETF`() async throws {
        let facts = try await self.facts("ietf")
        #expect(facts.hostname == "r1 x")
        #expect(facts.os == "Linux")
        #expect(facts.version == "6.1.0")
        #expect(facts.model == "x86_64")
        #expect(facts.uptime == 86_430)
        #expect(facts.interfaces.map(\.name) == ["eth0", "lo"])
        #expect(facts.interfaces[0].state == "up")
        #expect(facts.interfaces[0].description == "uplink")
        #expect(facts.interfaces.map(\.address) == ["10.0.0.7/24", "127.0.0.1/8"])
    }

    @Test func `by OpenConfig`() async throws {
        let facts = try await self.facts("openconfig")
        #expect(facts.hostname == "oc1")
        #expect(facts.vendor == "Maker")
        #expect(facts.model == "M1")
        #expect(facts.serial == "S1")
        #expect(facts.version == "4.31")
        #expect(facts.uptime == 86_400)
        #expect(
            facts.interfaces == [.init(name: "Ethernet1", state: "UP", address: "10.1.0.1/30", description: "spare")])
    }

    @Test func `by Junos' own operations`() async throws {
        let facts = try await self.facts("junos")
        #expect(facts.vendor == "Juniper")
        #expect(facts.os == "junos")
        #expect(facts.hostname == "sw9")
        #expect(facts.model == "ex3400")
        #expect(facts.version == "21.4R3")
        #expect(facts.serial == "NX123")
        #expect(facts.uptime == 93_784)
        #expect(facts.interfaces == [.init(name: "ge-0/0/0", state: "up", address: "10.2.0.1/31", description: "core")])
    }
}
