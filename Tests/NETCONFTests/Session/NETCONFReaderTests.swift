import DeviceCLI
import Reactor
import SSH
import SSHTestSupport
import Testing

@testable import NETCONF

@Suite(.timeLimit(.minutes(2))) struct NETCONFReaderTests {
    let device: ScriptedDevice

    init() throws { self.device = try ScriptedDevice.shared.get() }

    @Test(arguments: SSHEngineKind.allCases, ["admin", "old"])
    func `configuration and state are read, in both framings, with both engines`(engine: SSHEngineKind, user: String)
        async throws
    {
        try await self.device.connector(user, engine: engine).withReader { (reader) async throws in
            #expect(reader.capabilities.hasBase11 == (user == "admin"))
            #expect(reader.sessionID > 0)
            let reply = try await reader.getConfig()
            #expect(reply.data?.descendant("top", "interface", "name")?.text == "eth0")
            #expect(reply.raw.contains("<name>eth0</name>"))
            #expect(reply.raw.hasPrefix("<rpc-reply"))
            #expect(try await reader.get().data?.child("top", in: "urn:netstacks:test") != nil)
            #expect(
                try await reader.getConfig(.candidate, .xpath("/t:top", prefixes: ["t": "urn:netstacks:test"])).data
                    != nil)
        }
    }

    @Test func `answers come through byte by byte`() async throws {
        let names = try await self.device.connector("bytewise").withReader { (reader) async throws in
            #expect(reader.capabilities.supports("candidate:1.0"))
            return try await reader.getConfig().data?.descendant("top", "interface", "name")?.text
        }
        #expect(names == "eth0")
    }

    @Test func `a device that has no such configuration or filter is not asked`() async throws {
        try await self.device.connector("plain").withReader { (reader) async throws in
            let candidate = await code { try await reader.getConfig(.candidate) }
            #expect(candidate == .missingCapability(what: "the candidate configuration", capability: ":candidate:1.0"))
            let xpath = await code { try await reader.get(.xpath("/a", prefixes: [:])) }
            #expect(xpath == .missingCapability(what: "filters by XPath", capability: ":xpath:1.0"))
            let bad = await code { try await reader.get(.subtree([XMLElement(XMLName("a><b"))])) }
            #expect(bad == .invalidInput("the filter holds names that XML does not allow"))
            #expect(try await reader.getConfig().data != nil)
        }
    }

    @Test func `an operation the device does not know is told with type, tag and words`() async throws {
        try await self.device.connector().withReader { (reader) async throws in
            let found = await code { try await reader.session.ask("nonsense", "<nonsense/>") }
            guard case .rejected("nonsense", let errors)? = found else {
                Issue.record("\(String(describing: found))")
                return
            }
            #expect(errors.map(\.tag) == ["operation-not-supported"])
            #expect(errors.first?.kind == .protocol)
            #expect(errors.first?.severity == .error)
            #expect(errors.first?.message == "unknown operation")
            // A refusal is no reason to end the session.
            #expect(try await reader.getConfig().data != nil)
        }
    }

    @Test func `another key than the pinned one is refused before the login`() async throws {
        let other = try #require(
            SSHHostKey(openSSH: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMh2IDrIi93q0M11oeiRI/TkNBjX9hWbev9JQ3Is33aP"))
        var access = self.device.access()
        access.endpoint.hostKeys = .pinned([other])
        let connector = NETCONFConnector(access, on: self.device.loop)
        let found = await code { try await connector.withReader { $0.sessionID } }
        #expect(found == .connection(.hostKeyChanged(expected: [other], offered: self.device.hostKey)))
    }

    @Test func `no device, a wrong password, no NETCONF and a bad greeting are told apart`() async throws {
        let connect = { (access: NETCONFAccess) in
            await code { try await NETCONFConnector(access, on: self.device.loop).withReader { $0.sessionID } }
        }
        var access = self.device.access()
        access.endpoint.port = try SilentServer.closedPort()
        #expect(await connect(access) == .connection(.refused))
        access = self.device.access()
        access.endpoint.login = .password("wrong")
        guard case .connection(.authenticationFailed) = await connect(access) else {
            Issue.record("signed in")
            return
        }
        #expect(await connect(self.device.access("none")) == .noNETCONF)
        #expect(await connect(self.device.access("no-session")) == .badHello("it names no session"))
        #expect(
            await connect(self.device.access("no-version"))
                == .badHello("it names neither version 1.0 nor 1.1 of the protocol"))
        access = self.device.access("mute")
        access.timeouts.hello = .milliseconds(200)
        #expect(await connect(access) == .helloTimedOut)
    }

    @Test func `a connector prints no secret`() {
        let connector = self.device.connector()
        var printed = "\(connector)"
        dump(connector, to: &printed)
        #expect(!printed.contains("secret"))
    }

    @Test func `a prefix cannot smuggle anything into a filter`() async throws {
        try await self.device.connector().withReader { (reader) async throws in
            for prefixes in [["a='1' select": "b"], ["a": "b", "c='d' e": "f"], ["": "x"], ["a>": "x"]] {
                let found = await code { try await reader.get(.xpath("/a", prefixes: prefixes)) }
                #expect(found == .invalidInput("the filter holds names that XML does not allow"))
            }
        }
    }

    @Test(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
    func `through a jump host`() async throws {
        var access = self.device.access()
        access.jumpHosts = [try Self.endpoint(LoopbackSSHD.forJumping.get())]
        let id = try await NETCONFConnector(access, on: self.device.loop).withReader { $0.sessionID }
        #expect(id > 0)
    }

    private static func endpoint(_ server: LoopbackSSHD) -> SSHEndpoint {
        SSHEndpoint(
            host: "127.0.0.1", port: server.port, username: server.username,
            login: .privateKey(pem: server.userKey, passphrase: nil), hostKeys: .acceptFirst)
    }
}

extension LoopbackSSHD {
    static let forJumping = Result { try LoopbackSSHD(program: nil) }
}
