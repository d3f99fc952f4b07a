import DeviceCLI
import HTTPClient
import SSHTestSupport
import Testing

@testable import DeviceAPI

@Suite(.timeLimit(.minutes(2))) struct EAPITests {
    let devices: ScriptedDevices
    let reader: EAPIReader

    init() throws {
        self.devices = try ScriptedDevices()
        self.reader = EAPIReader(try self.devices.access(), over: self.devices.client)
    }

    @Test func `commands are answered as JSON and as text, as Arista's own client gets them`() async throws {
        let commands = ["show version", "show hostname", "show interfaces"]
        let json = try await self.reader.run(commands)
        #expect(json[1]["hostname"] == "sw1")
        #expect(try self.devices.oracle(["json"] + commands)["results"] == .array(json))
        let text = try await self.reader.runAsText(["show version"])
        #expect(text == ["Arista DCS-7050SX3-48YC8-F\nSoftware image version: 4.31.2F\n"])
        #expect(
            try self.devices.oracle(["text", "show version"])["results"]?.elements?.first?["output"]?.text == text[0])
        #expect(try self.devices.oracle(["json", "show nonsense"])["code"] == 1002)
    }

    @Test func `a rejected command is told with its number and the device's words`() async throws {
        let found = await code { () async throws(DeviceAPIError) in
            try await self.reader.run(["show version", "show nonsense", "show hostname"])
        }
        #expect(
            found
                == .commandRejected(
                    number: 2, command: "show nonsense", message: "Invalid input (at token 0: 'show')"))
    }

    @Test func `what has no JSON, what the user may not see, and a wrong enable password have codes of their own`()
        async throws
    {
        let reader = self.reader
        let unconverted = await code { () async throws(DeviceAPIError) in try await reader.run(["show tech-support"]) }
        #expect(unconverted == .notSupported("the output of 'show tech-support' as JSON"))
        #expect(try await reader.runAsText(["show tech-support"]) == ["a lot[0m\n"])
        #expect(
            await code { () async throws(DeviceAPIError) in try await reader.run(["show secrets"]) } == .notAuthorized)
        let wrong = EAPIReader(try self.devices.access(), over: self.devices.client, enablePassword: "wrong")
        #expect(
            await code { () async throws(DeviceAPIError) in try await wrong.run(["show version"]) } == .notAuthorized)
        let right = EAPIReader(try self.devices.access(), over: self.devices.client, enablePassword: "ena")
        #expect(try await right.runningConfiguration().contains("hostname sw1\n"))
    }

    @Test(arguments: [
        "configure", "reload", "show", "show run | redirect flash:x", "show run > flash:x", "show version ; reload",
        "show version\nreload", "enable", "",
    ])
    func `a reader sends nothing but show commands`(command: String) async throws {
        let reader = self.reader
        guard case .notAllowed = await code({ () async throws(DeviceAPIError) in try await reader.run([command]) })
        else {
            throw Unexpected("sent: \(command)")
        }
        #expect(try await self.devices.state()["journal"] == [])
    }

    @Test func `a wrong login, a user without rights, no eAPI and no device are told apart`() async throws {
        let client = self.devices.client
        let run = { (access: APIAccess) in
            await code { () async throws(DeviceAPIError) in
                try await EAPIReader(access, over: client).run(["show version"])
            }
        }
        #expect(await run(try self.devices.access(password: "wrong")) == .authentication)
        #expect(await run(try self.devices.access("nobody")) == .notAuthorized)
        #expect(await run(try self.devices.access("cut")) == .interrupted(.connectionLost))
        let port = try SilentServer.closedPort()
        #expect(await run(try self.devices.access(port: port)) == .unreachable(.refused))
    }

    @Test func `facts`() async throws {
        let facts = try await self.reader.facts()
        #expect(facts.hostname == "sw1")
        #expect(facts.vendor == "Arista")
        #expect(facts.os == "EOS")
        #expect(facts.model == "DCS-7050SX3-48YC8-F")
        #expect(facts.version == "4.31.2F")
        #expect(facts.serial == "JPE12345678")
        #expect(facts.uptime == 93784)
        #expect(facts.interfaces.map(\.name) == ["Ethernet2", "Ethernet10", "Loopback0", "Management1"])
        #expect(facts.interfaces[0].description == "uplink to core")
        #expect(facts.interfaces[0].state == "connected")
        #expect(facts.interfaces[2].address == nil)
        #expect(facts.interfaces[3].address == "10.0.0.7/24")
    }

    @Test func `a session is staged, compared, committed with a timer and confirmed`() async throws {
        let writer = EAPIWriter(try self.devices.access(), over: self.devices.client)
        let difference = try await writer.stage(["interface Ethernet2", "mtu 9000"], in: "ns-1")
        #expect(difference == "+interface Ethernet2\n+mtu 9000\n")
        #expect(try await self.devices.state()["eapi"]?["running"] == ["hostname sw1"])
        try await writer.commit("ns-1", revertAfter: .seconds(3725))
        var state = try await self.devices.state()
        #expect(state["eapi"]?["running"] == ["hostname sw1", "interface Ethernet2", "mtu 9000"])
        #expect(state["eapi"]?["pending"] == "ns-1")
        #expect(state["journal"]?.elements?.last?.elements?.last?.text?.contains("commit timer 01:02:05") == true)
        try await writer.confirm("ns-1")
        #expect(
            await code { () async throws(DeviceAPIError) in try await writer.confirm("ns-1") }
                == .conflict(tag: "the session is not waiting to be confirmed"))
        try await writer.save()
        state = try await self.devices.state()
        #expect(state["eapi"]?["pending"] == .null)
        #expect(state["eapi"]?["saved"] == true)
    }

    @Test func `a rejected line is told with its own number, and the session is dropped`() async throws {
        let writer = EAPIWriter(try self.devices.access(), over: self.devices.client)
        let found = await code { () async throws(DeviceAPIError) in
            try await writer.stage(["hostname x", "nonsense here", "mtu 9000"], in: "ns-2")
        }
        #expect(
            found
                == .commandRejected(
                    number: 2, command: "nonsense here", message: "Invalid input (at token 0: 'nonsense')"))
        let state = try await self.devices.state()
        #expect(state["eapi"]?["sessions"] == [:])
        #expect(state["eapi"]?["running"] == ["hostname sw1"])
    }

    @Test func `a call that was cut off is never sent a second time`() async throws {
        // The first call opens a connection, so that a library that repeats would have a reason to.
        _ = try await self.reader.run(["show version"])
        let writer = EAPIWriter(try self.devices.access("cut"), over: self.devices.client)
        #expect(
            await code { () async throws(DeviceAPIError) in try await writer.save() } == .interrupted(.connectionLost))
        #expect(try await self.devices.state()["journal"]?.elements?.count == 2)
    }

    @Test(arguments: ["", "a b", "a\nb", String(repeating: "x", count: 64)])
    func `a session's name is one word`(name: String) async throws {
        let writer = EAPIWriter(try self.devices.access(), over: self.devices.client)
        #expect(
            await code { () async throws(DeviceAPIError) in try await writer.commit(name) }
                == .invalidInput("the session's name has to be 1 to 63 letters, digits, '-' and '_'"))
    }

    @Test func `a session of somebody else is not joined, and one that is not there not committed`() async throws {
        let writer = EAPIWriter(try self.devices.access(), over: self.devices.client)
        _ = try await writer.stage(["mtu 9000"], in: "ns-1")
        #expect(
            await code { () async throws(DeviceAPIError) in try await writer.stage(["mtu 1500"], in: "ns-1") }
                == .conflict(tag: "the session exists already"))
        #expect(
            await code { () async throws(DeviceAPIError) in try await writer.commit("ns-2") }
                == .conflict(tag: "the session is not open"))
        try await writer.abort("ns-1")
        try await writer.abort("ns-1")
        let state = try await self.devices.state()
        #expect(state["eapi"]?["sessions"] == [:])
        #expect(state["eapi"]?["running"] == ["hostname sw1"])
    }

    @Test func `a commit with a timer is taken back`() async throws {
        let writer = EAPIWriter(try self.devices.access(), over: self.devices.client)
        _ = try await writer.stage(["mtu 9000"], in: "ns-1")
        try await writer.commit("ns-1", revertAfter: .milliseconds(1500))
        #expect(
            try await self.devices.state()["journal"]?.elements?.last?.elements?.last?.text?.contains("timer 00:00:02")
                == true)
        try await writer.abort("ns-1")
        let state = try await self.devices.state()
        #expect(state["eapi"]?["running"] == ["hostname sw1"])
        #expect(state["eapi"]?["pending"] == .null)
    }

    @Test(arguments: ["commit", "COMM", "abort", "end", " end", "configure session other", "conf t"])
    func `a line that would leave the session is not sent`(line: String) async throws {
        let writer = EAPIWriter(try self.devices.access(), over: self.devices.client)
        #expect(
            await code { () async throws(DeviceAPIError) in try await writer.stage(["mtu 9000", line], in: "ns-1") }
                == .invalidInput("line 2 would leave the configuration session"))
        #expect(try await self.devices.state()["journal"] == [])
    }

    @Test func `a banner is the answer to its command, and lines behind it keep their numbers`() async throws {
        let writer = EAPIWriter(try self.devices.access(), over: self.devices.client)
        let banner = ["banner motd", "commit", "", "\tand 'more'", "EOF"]
        let difference = try await writer.stage(["mtu 9000"] + banner + ["mtu 1500"], in: "ns-1")
        #expect(difference == "+mtu 9000\n+banner motd \"commit\\n\\n\\tand 'more'\"\n+mtu 1500\n")
        #expect(
            await code { () async throws(DeviceAPIError) in try await writer.stage(banner + ["nonsense"], in: "ns-2") }
                == .commandRejected(
                    number: 6, command: "nonsense", message: "Invalid input (at token 0: 'nonsense')"))
        #expect(
            await code { () async throws(DeviceAPIError) in try await writer.stage(["banner motd", "x"], in: "ns-3") }
                == .invalidInput("line 1 begins a banner that no line EOF ends"))
        #expect(
            await code { () async throws(DeviceAPIError) in
                try await writer.stage(["mtu 1500", "banner motd", "x", "\u{1B}[0m", "EOF"], in: "ns-3")
            } == .invalidInput("line 4 holds a control character"))
    }

    @Test func `a line that the user may not write drops the session too`() async throws {
        let writer = EAPIWriter(try self.devices.access(), over: self.devices.client)
        #expect(
            await code { () async throws(DeviceAPIError) in
                try await writer.stage(["mtu 9000", "secret x"], in: "ns-1")
            } == .notAuthorized)
        #expect(try await self.devices.state()["eapi"]?["sessions"] == [:])
    }
}
