import DeviceCLI
import HTTPClient
import Testing

@testable import DeviceAPI

@Suite(.timeLimit(.minutes(2))) struct RESTCONFTests {
    let devices: ScriptedDevices
    let interfaces = RESTCONFPath("ietf-interfaces:interfaces")

    init() throws { self.devices = try ScriptedDevices() }

    private func reader() async throws -> RESTCONFReader {
        try await RESTCONFReader.discover(self.devices.access(), over: self.devices.client)
    }

    private func interface(_ name: String, mtu: Int = 1500) -> JSONValue {
        ["ietf-interfaces:interface": [["name": .string(name), "mtu": .integer(mtu)]]]
    }

    @Test func `the API is found where the device says it is, and names its capabilities`() async throws {
        let reader = try await self.reader()
        let capabilities = try await reader.capabilities()
        #expect(capabilities.contains("urn:ietf:params:restconf:capability:depth:1.0"))
    }

    @Test func `a resource is read, in part too, and an absent one is nil`() async throws {
        let reader = try await self.reader()
        let all = try #require(try await reader.get(self.interfaces))
        #expect(all.value["ietf-interfaces:interfaces"]?["interface"]?.elements?.first?["name"] == "eth0")
        #expect(all.entityTag == "\"r1\"")
        let path = self.interfaces.child("interface", keys: "eth0")
        let query = RESTCONFQuery(content: .config, depth: 2, fields: "name;mtu")
        #expect(try await reader.get(path, query) != nil)
        #expect(try await reader.get(path.child("mtu"))?.value == ["ietf-interfaces:mtu": 1500])
        #expect(try await reader.get(self.interfaces.child("interface", keys: "eth9")) == nil)
    }

    @Test func `a key is one key, whatever it holds`() async throws {
        let path = self.interfaces.child("interface", keys: "Gi1/0/1,a=b c?d")
        #expect("\(path)" == "ietf-interfaces:interfaces/interface=Gi1%2F0%2F1%2Ca%3Db%20c%3Fd")
        #expect("\(RESTCONFPath("m:list", keys: "a", ""))" == "m:list=a,")
        let writer = RESTCONFWriter(try await self.reader())
        #expect(try await writer.put(path, self.interface("Gi1/0/1,a=b c?d")) == .created)
        #expect(try await writer.reader.get(path) != nil)
    }

    @Test func `put, patch, post and delete do what they say`() async throws {
        let writer = RESTCONFWriter(try await self.reader())
        let path = self.interfaces.child("interface", keys: "eth1")
        #expect(try await writer.put(path, self.interface("eth1")) == .created)
        #expect(try await writer.put(path, self.interface("eth1", mtu: 9000)) == .replaced)
        try await writer.patch(path, self.interface("eth1", mtu: 1400))
        #expect(try await writer.reader.get(path.child("mtu"))?.value["ietf-interfaces:mtu"] == 1400)
        let place = try await writer.post(self.interfaces, self.interface("eth2"))
        #expect(place == "/api/rc/data/ietf-interfaces:interfaces/interface=eth2")
        try await writer.delete(path)
        #expect(try await writer.reader.get(path) == nil)
    }

    @Test func `refusals are told apart`() async throws {
        let writer = RESTCONFWriter(try await self.reader())
        let path = self.interfaces.child("interface", keys: "eth0")
        func code<Value>(_ work: () async throws(DeviceAPIError) -> Value) async -> DeviceAPIError.Code? {
            await DeviceAPITests.code(work)
        }
        #expect(
            await code { () async throws(DeviceAPIError) in try await writer.put(path, self.interface("eth0", mtu: 1)) }
                == .dataRejected(tag: "invalid-value", message: "mtu out of range"))
        #expect(
            await code { () async throws(DeviceAPIError) in
                try await writer.post(self.interfaces, self.interface("eth0"))
            }
                == .conflict(tag: "data-exists"))
        #expect(
            await code { () async throws(DeviceAPIError) in
                try await writer.delete(self.interfaces.child("interface", keys: "eth9"))
            } == .notFound)
        #expect(
            await code { () async throws(DeviceAPIError) in try await writer.delete(self.interfaces) }
                == .notSupported("this operation"))
        #expect(
            await code { () async throws(DeviceAPIError) in try await writer.reader.get(RESTCONFPath("secret:vault")) }
                == .notAuthorized)
    }

    @Test func `a change on an older state is refused`() async throws {
        let writer = RESTCONFWriter(try await self.reader())
        let path = self.interfaces.child("interface", keys: "eth0")
        let tag = try #require(try await writer.reader.get(path)?.entityTag)
        try await writer.patch(path, self.interface("eth0", mtu: 1600), ifMatch: tag)
        let found = await code { () async throws(DeviceAPIError) in
            try await writer.patch(path, self.interface("eth0", mtu: 1700), ifMatch: tag)
        }
        #expect(found == .conflict(tag: "operation-failed"))
    }

    @Test func `a device without RESTCONF, and one that refuses the login`() async throws {
        let client = self.devices.client
        let wrong = try self.devices.access(password: "x")
        #expect(
            await code { () async throws(DeviceAPIError) in try await RESTCONFReader.discover(wrong, over: client) }
                == .authentication)
        let nowhere = RESTCONFReader(try self.devices.access(), over: client, root: "/restconf")
        #expect(
            await code { () async throws(DeviceAPIError) in try await nowhere.get(self.interfaces) }
                == .notSupported("RESTCONF at this path"))
    }

    @Test func `a path cannot leave the API`() async throws {
        let reader = try await self.reader()
        #expect(
            await code { () async throws(DeviceAPIError) in try await reader.get(RESTCONFPath("..").child("x")) }
                == .invalidInput("the path holds a segment of dots"))
    }

    @Test func `facts by the models of the IETF, and by Cisco's`() async throws {
        let reader = try await self.reader()
        var facts = try await reader.facts()
        #expect(facts.hostname == "rc1")
        #expect(facts.os == "Linux")
        #expect(facts.version == "6.1")
        #expect(facts.model == "x86_64")
        #expect(facts.uptime == 86_430)
        #expect(
            facts.interfaces == [
                .init(name: "eth0", state: "up", address: "10.0.0.5/24", description: nil),
                .init(name: "lo", state: "unknown", address: "10.9.9.9 255.0.0.0", description: nil),
            ])
        let url = try #require(HTTPURL("http://127.0.0.1:\(self.devices.port)/cisco"))
        _ = try await self.devices.client.send(HTTPRequest(.get, url))
        facts = try await reader.facts()
        #expect(facts.vendor == "Cisco")
        #expect(facts.os == "IOS-XE")
        #expect(facts.hostname == "xe1")
        #expect(facts.model == "C9300-24T")
        #expect(facts.version == "17.3")
        #expect(facts.serial == "FCW1")
        #expect(facts.uptime == 3600)
        #expect(facts.interfaces.map(\.name) == ["eth0"])
    }
}
