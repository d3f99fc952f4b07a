import Foundation
import SSHTestSupport

/// The lab of the repository with one simulated device, usually an IOS switch, in a folder of its own.
final class LabSwitches: Sendable {
    struct Device: Decodable {
        let name: String
        let host: String
        let port: UInt16
        let telnetPort: UInt16?
        let username: String
        let password: String
        let enablePassword: String?
        let hostKey: String

        private enum CodingKeys: String, CodingKey {
            case name, host, port, username, password
            case telnetPort = "telnet_port"
            case enablePassword = "enable_password"
            case hostKey = "host_key"
        }
    }

    /// The lab's program as `bin/test` names it.
    static let program = ProcessInfo.processInfo.environment["NETSTACKS_LAB"]

    let device: Device
    private let folder: URL
    private let lab: ChildProcess

    /// Starts the lab; `arguments` say what of it.
    init(_ arguments: [String] = ["--routers", "0", "--switches", "1"]) throws {
        let program = try Self.path()
        self.folder = FileManager.default.temporaryDirectory.appending(path: "lab-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: false)
        var pair: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw POSIXError(.EIO)
        }
        defer { pair.forEach { close($0) } }
        self.lab = try ChildProcess(
            [
                program, "start", "--foreground", "--parent-pid", "\(getpid())", "--dir", self.folder.path,
            ] + arguments, streams: pair[1], environment: ProcessInfo.processInfo.environment)
        // The first line says that the devices answer.
        var byte: UInt8 = 0
        while Foundation.read(pair[0], &byte, 1) == 1, byte != 0x0A {}
        let inventory = try Data(contentsOf: self.folder.appending(path: "inventory.json"))
        struct Inventory: Decodable { let devices: [Device] }
        guard let device = try JSONDecoder().decode(Inventory.self, from: inventory).devices.first else {
            throw POSIXError(.ENODEV)
        }
        self.device = device
    }

    deinit {
        self.lab.kill(SIGTERM)
        Thread.detachNewThread { [lab, folder] in
            lab.wait()
            // It lies in the temporary directory; a leftover harms nobody.
            try? FileManager.default.removeItem(at: folder)
        }
    }

    /// Gives the lab an order, for example `fault noise`.
    func control(_ words: String...) async throws { try await self.control(words) }

    /// The same for words that are put together.
    func control(_ words: [String]) async throws {
        let order = [try Self.path(), "control", "--dir", self.folder.path, self.device.name] + words
        try await onOwnThread {
            let process = try ChildProcess(order, environment: ProcessInfo.processInfo.environment)
            guard process.wait() == 0 else { throw POSIXError(.EINVAL) }
        }
    }

    private static func path() throws -> String {
        guard let program else { throw POSIXError(.ENOENT) }
        return program
    }
}
