import Foundation
import HTTPClient
import Reactor
import SSHTestSupport

@testable import DeviceAPI

/// The scripted devices of `Servers/server.py`; they end with this object.
final class ScriptedDevices: Sendable {
    let port: UInt16
    let client: HTTPClient
    private let process: ChildProcess
    private let end: Int32

    init() throws {
        var pair: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw POSIXError(.EIO)
        }
        defer { close(pair[1]) }
        self.end = pair[0]
        self.process = try ChildProcess(
            Self.python + [Self.folder.appending(path: "server.py").path], streams: pair[1],
            environment: Self.environment)
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(pair[0], &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        guard let port = UInt16(String(decoding: line, as: UTF8.self)) else { throw POSIXError(.ECHILD) }
        self.port = port
        let loopback = AddressRange("127.0.0.0/8").map { [$0] } ?? []
        self.client = HTTPClient(
            engine: HTTPEngine(loop: EventLoop(name: "http")), egress: .devices(in: loopback))
    }

    deinit {
        close(self.end)
        self.process.kill(SIGTERM)
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Servers")
    static let python = ["/usr/bin/env", ProcessInfo.processInfo.environment["NETSTACKS_TEST_PYTHON"] ?? "python3"]
    static let environment = [
        "PYTHONDONTWRITEBYTECODE": "1", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
    ]

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
        let script = Self.folder.appending(path: "oracle.py").path
        let text = try ChildProcess.output(Self.python + [script, "\(self.port)"] + arguments)
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
