import Foundation
import Reactor
import SSH
import SSHTestSupport

@testable import NETCONF

/// The scripted device of `Servers/server.py`; it ends with this object.
final class ScriptedDevice: Sendable {
    /// One for all tests that do not look at what others did to it.
    static let shared = Result { try ScriptedDevice() }

    let port: UInt16
    let hostKey: SSHHostKey
    let loop = EventLoop(name: "netconf")
    private let server: PythonServer

    init() throws {
        self.server = try PythonServer(Self.folder.appending(path: "server.py"))
        let words = self.server.greeting.split(separator: " ").map(String.init)
        guard words.count == 2, let port = UInt16(words[0]), let key = SSHHostKey(openSSH: "ssh-ed25519 " + words[1])
        else {
            throw POSIXError(.ECHILD)
        }
        (self.port, self.hostKey) = (port, key)
    }

    /// Access as the user whose name says what the device is like.
    func access(_ user: String = "admin", engine: SSHEngineKind? = nil, limit: Int = 32 << 20) -> NETCONFAccess {
        NETCONFAccess(
            host: "127.0.0.1", port: self.port, username: user, login: .password("secret"),
            hostKeys: .pinned([self.hostKey]), engine: engine.map { .only($0) }, timeouts: .patient, limit: limit)
    }

    func connector(_ user: String = "admin", engine: SSHEngineKind? = nil, limit: Int = 32 << 20) -> NETCONFConnector {
        NETCONFConnector(self.access(user, engine: engine, limit: limit), on: self.loop)
    }

    /// What became of the device.
    func state() async throws -> DeviceState {
        try JSONDecoder().decode(DeviceState.self, from: Data(try await self.run("state")))
    }

    /// The operations that it got, in the form in which equal meaning is equal text.
    func journal() async throws -> [String] {
        try JSONDecoder().decode([String].self, from: Data(try await self.run("journal")))
    }

    /// Waits until a confirmed commit has run out; the test's own time limit bounds it.
    func waitForReversion() async throws { _ = try await self.run("reverted") }

    /// Does the same with ncclient.
    func oracle(_ user: String, _ scenario: String) async throws -> [String: Any] {
        let (script, port) = (Self.folder.appending(path: "oracle.py"), "\(self.port)")
        let text = try await onOwnThread { try PythonServer.output(script, [port, user, scenario]) }
        return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    }

    private func run(_ command: String) async throws -> [UInt8] {
        let connection = try await SSHConnection.connect(
            to: self.access().endpoint, timeouts: NETCONFTimeouts.patient.ssh, on: EventLoop(name: "state"))
        let channel = try await connection.open(.command(command))
        var text: [UInt8] = []
        while let bytes = try await channel.read(until: .now + .seconds(60)), !bytes.isEmpty { text += bytes }
        await connection.close()
        return text
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Servers")
}

/// What the scripted device says of itself.
struct DeviceState: Decodable {
    let stores: [String: [String: [String: String]]]
    let locks: [String: Int]
    let pending: String?
    /// The names in the running configuration behind every commit and every reversion.
    let history: [[String]]

    /// The names of the interfaces in a configuration.
    func names(_ store: String) -> [String] { (self.stores[store] ?? [:]).keys.sorted() }
}

extension NETCONFTimeouts {
    /// Longer than a busy machine needs; a test that waits for a deadline shortens the one it waits for.
    static let patient = NETCONFTimeouts(
        ssh: SSHTimeouts(
            resolve: .seconds(60), tcp: .seconds(60), keyExchange: .seconds(60), authentication: .seconds(60),
            channel: .seconds(60)), hello: .seconds(60), operation: .seconds(60))
}

extension NETCONFConfiguration {
    /// An interface of the scripted device; `operation` is an attribute of RFC 6241 section 7.2.
    static func interface(_ name: String, mtu: Int? = nil, operation: String? = nil) throws -> NETCONFConfiguration {
        let model = "urn:netstacks:test"
        var entry = XMLElement(
            XMLName("interface", in: model), children: [XMLElement(XMLName("name", in: model), text: name)])
        if let mtu { entry.children.append(XMLElement(XMLName("mtu", in: model), text: "\(mtu)")) }
        if let operation { entry.attributes[XMLName("operation", in: NETCONFReply.base)] = operation }
        return try NETCONFConfiguration([XMLElement(XMLName("top", in: model), children: [entry])])
    }
}

/// The code of the error that the work throws; nil when it throws none of this module.
func code<Value>(_ work: () async throws -> Value) async -> NETCONFError.Code? {
    do {
        _ = try await work()
        return nil
    } catch {
        return (error as? NETCONFError)?.code
    }
}
