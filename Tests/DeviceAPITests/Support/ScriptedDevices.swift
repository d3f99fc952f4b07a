import Foundation
import HTTPClient
import Reactor
import SSHTestSupport

@testable import DeviceAPI

/// The scripted devices of `Servers/server.py`; they end with this object.
final class ScriptedDevices: Sendable {
    let port: UInt16
    let client: HTTPClient
    private let server: PythonServer

    init() throws {
        self.server = try PythonServer(Self.folder.appending(path: "server.py"))
        guard let port = UInt16(self.server.greeting) else { throw POSIXError(.ECHILD) }
        self.port = port
        let loopback = AddressRange("127.0.0.0/8").map { [$0] } ?? []
        self.client = HTTPClient(
            engine: HTTPEngine(loop: EventLoop(name: "http")), egress: .devices(in: loopback))
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Servers")

    func access(_ username: String = "admin", password: String = "secret", port: UInt16? = nil) throws -> APIAccess {
        guard let url = HTTPURL("http://127.0.0.1:\(port ?? self.port)") else { throw POSIXError(.EINVAL) }
        let patient = HTTPTimeouts(connect: .seconds(60), firstByte: .seconds(60), idle: .seconds(60))
        return APIAccess(url: url, credential: .basic(username: username, password: password), timeouts: patient)
    }

    /// What became of the devices.
    func state() async throws -> JSONValue {
        guard let url = HTTPURL("http://127.0.0.1:\(self.port)/state") else { throw POSIXError(.EINVAL) }
        return JSONValue(try await self.client.send(HTTPRequest(.get, url)).body) ?? .null
    }

    /// Asks through Arista's own client.
    func oracle(_ arguments: [String]) throws -> JSONValue {
        let text = try PythonServer.output(Self.folder.appending(path: "oracle.py"), ["\(self.port)"] + arguments)
        return JSONValue(Array(text.utf8)) ?? .null
    }
}

/// The code of the error that the work throws; nil when it throws none.
func code<Value>(_ work: () async throws(DeviceAPIError) -> Value) async -> DeviceAPIError.Code? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error.code
    }
}
