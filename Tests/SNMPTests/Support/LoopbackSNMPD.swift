import Foundation
import Reactor
import SNMP
import SSHTestSupport
import TCP

/// A real net-snmp agent on a loopback port, with its own configuration and nothing of the machine's.
final class LoopbackSNMPD: Sendable {
    static let isPossible =
        ["/usr/sbin/snmpd", "/usr/bin/snmpbulkwalk"].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }

    let port: UInt16
    let loop = EventLoop(name: "snmp-test")
    private let process: ChildProcess
    private let folder: URL

    var endpoint: TCPEndpoint { TCPEndpoint(host: "127.0.0.1", port: self.port) }

    /// Starts an agent that everybody may ask by the community `public`; waits until it answers.
    static func start(_ configuration: String = "") async throws -> LoopbackSNMPD {
        for _ in 0..<10 {
            let agent = try LoopbackSNMPD(configuration)
            if try await agent.answers() { return agent }
        }
        throw POSIXError(.EADDRINUSE)
    }

    private init(_ configuration: String) throws {
        self.folder = FileManager.default.temporaryDirectory.appending(path: "snmpd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: self.folder.appending(path: "kept"), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let path = self.folder.path
        try "rocommunity public\n\(configuration)\n".write(
            toFile: "\(path)/snmpd.conf", atomically: false, encoding: .utf8)
        // The agent takes no port of the system's choice: one is found, given back, and lost to somebody else now and then.
        let (probe, port) = try LoopbackAgent.bind()
        close(probe)
        self.port = port
        self.process = try ChildProcess(
            ["/usr/sbin/snmpd", "-f", "-Ln", "-C", "-c", "\(path)/snmpd.conf", "udp:127.0.0.1:\(port)"],
            environment: ["SNMPCONFPATH": path, "SNMP_PERSISTENT_DIR": "\(path)/kept", "MIBS": "", "HOME": path])
    }

    deinit {
        self.process.kill(SIGKILL)
        self.loop.shutdown()
        // It lies in the temporary directory anyway.
        try? FileManager.default.removeItem(at: self.folder)
    }

    /// False when the port was lost.
    private func answers() async throws -> Bool {
        let patience = SNMPPatience(attempt: .seconds(1), attempts: 1)
        let end = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < end {
            let session = try await self.session(.community("public"), patience)
            do {
                _ = try await session.reach()
                return true
            } catch let error as SNMPError {
                guard error.code == .unreachable(.refused) || error.code == .silent else { throw error }
                if self.process.hasEnded { return false }
                try await self.loop.sleep(until: .now + .milliseconds(10))
            }
        }
        throw POSIXError(.ETIMEDOUT)
    }

    func session(_ login: SNMPLogin, _ patience: SNMPPatience = SNMPPatience(attempt: .seconds(10))) async throws
        -> SNMPSession
    {
        try await SNMPSession.open(self.endpoint, login: login, patience: patience, on: self.loop)
    }

    /// What net-snmp's own program prints, one line for each object.
    func walk(_ root: String) async throws -> [Substring] {
        let port = self.port
        let text = try await onOwnThread {
            try ChildProcess.output([
                "/usr/bin/env", "MIBS=", "SNMPCONFPATH=/nonexistent", "/usr/bin/snmpbulkwalk", "-v2c", "-c", "public",
                "-Onex", "-t", "10", "127.0.0.1:\(port)", root,
            ])
        }
        return text.split(separator: "\n")
    }
}

/// The error of `work`; nil when it succeeds or fails otherwise.
func snmpError(of work: () async throws -> Void) async -> SNMPError? {
    do {
        try await work()
        return nil
    } catch {
        return error as? SNMPError
    }
}
