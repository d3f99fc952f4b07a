import DeviceCLI
import HTTPClient
import Testing

@testable import DeviceAPI

@Suite(.timeLimit(.minutes(2))) struct NXAPITests {
    let devices: ScriptedDevices
    let reader: NXAPIReader
    let writer: NXAPIWriter

    init() throws {
        self.devices = try ScriptedDevices()
        self.writer = NXAPIWriter(try self.devices.access(), over: self.devices.client)
        self.reader = self.writer.reader
    }

    @Test func `commands are answered as JSON and as text, one and many`() async throws {
        #expect(try await self.reader.run(["show version"])[0]["host_name"] == "nx1")
        let two = try await self.reader.run(["show version", "show interface"])
        #expect(two[1]["TABLE_interface"]?["ROW_interface"]?.elements?.count == 2)
        #expect(try await self.reader.runningConfiguration() == "!\nhostname nx1\n")
    }

    @Test func `a rejected command is told with its number and the device's words`() async throws {
        let found = await code { () async throws(DeviceAPIError) in
            try await self.reader.run(["show version", "show nonsense"])
        }
        #expect(found == .commandRejected(number: 2, command: "show nonsense", message: "% Invalid command"))
    }

    @Test func `what has no JSON and what the role forbids have codes of their own`() async throws {
        let reader = self.reader
        let unconverted = await code { () async throws(DeviceAPIError) in try await reader.run(["show running-config"])
        }
        #expect(unconverted == .notSupported("the output of 'show running-config' as JSON"))
        #expect(
            await code { () async throws(DeviceAPIError) in try await reader.run(["show secrets"]) } == .notAuthorized)
        let wrong = NXAPIReader(try self.devices.access(password: "x"), over: self.devices.client)
        #expect(
            await code { () async throws(DeviceAPIError) in try await wrong.run(["show version"]) } == .authentication)
    }

    @Test(arguments: ["configure terminal", "show version ; reload", "show version | vsh", "run bash", "checkpoint a"])
    func `a reader sends nothing but show commands`(command: String) async throws {
        let reader = self.reader
        guard case .notAllowed = await code({ () async throws(DeviceAPIError) in try await reader.run([command]) })
        else {
            throw Unexpected("sent: \(command)")
        }
        #expect(try await self.devices.state()["journal"] == [])
    }

    @Test func `facts, with several interfaces and with one`() async throws {
        var facts = try await self.reader.facts()
        #expect(facts.hostname == "nx1")
        #expect(facts.vendor == "Cisco")
        #expect(facts.os == "NX-OS")
        #expect(facts.model == "Nexus9000 C93180YC-EX chassis")
        #expect(facts.version == "10.2(5)")
        #expect(facts.serial == "FDO12345678")
        #expect(facts.uptime == 93784)
        #expect(facts.interfaces.map(\.name) == ["mgmt0", "Ethernet1/1"])
        #expect(facts.interfaces[0].address == "10.0.0.9/24")
        #expect(facts.interfaces[1].description == "spare")
        let url = try #require(HTTPURL("http://127.0.0.1:\(self.devices.port)/one-interface"))
        _ = try await self.devices.client.send(HTTPRequest(.get, url))
        facts = try await self.reader.facts()
        #expect(facts.interfaces.map(\.name) == ["mgmt0"])
    }

    @Test func `lines are sent in one call, and a rejected one stops or takes all back`() async throws {
        try await self.writer.configure(["interface Ethernet1/1", "mtu 9216"], onRejection: .stop)
        #expect(
            try await self.devices.state()["nxapi"]?["running"] == [
                "hostname nx1", "interface Ethernet1/1", "mtu 9216",
            ])
        for (rule, kept) in [(NXAPIWriter.OnRejection.rollBack, 3), (.stop, 4)] {
            let found = await code { () async throws(DeviceAPIError) in
                try await self.writer.configure(["hostname other", "nonsense", "mtu 1500"], onRejection: rule)
            }
            #expect(found == .commandRejected(number: 2, command: "nonsense", message: "% Invalid command"))
            #expect(try await self.devices.state()["nxapi"]?["running"]?.elements?.count == kept)
        }
    }

    @Test func `a line cannot hold a second command`() async throws {
        for line in ["hostname a ; reload", "mtu 1500;reload", "description a ; reload", "hostname a\nreload"] {
            let found = await code { () async throws(DeviceAPIError) in
                try await self.writer.configure([line], onRejection: .stop)
            }
            guard case .invalidInput = found else { throw Unexpected("sent: \(line)") }
        }
        #expect(try await self.devices.state()["journal"] == [])
        try await self.writer.configure(["description a;b"], onRejection: .stop)
    }

    @Test func `a checkpoint is made and gone back to`() async throws {
        try await self.writer.makeCheckpoint("ns-1")
        try await self.writer.configure(["hostname other"], onRejection: .stop)
        try await self.writer.rollBack(to: "ns-1")
        try await self.writer.save()
        let state = try await self.devices.state()
        #expect(state["nxapi"]?["running"] == ["hostname nx1"])
        #expect(state["nxapi"]?["saved"] == true)
    }

    @Test func `a failure that stands only in the text is no success`() async throws {
        let writer = self.writer
        #expect(
            await code { () async throws(DeviceAPIError) in try await writer.rollBack(to: "none") }
                == .unproven("the rollback"))
        try await writer.configure(["hostname full"], onRejection: .stop)
        #expect(await code { () async throws(DeviceAPIError) in try await writer.save() } == .unproven("saving"))
    }
}
