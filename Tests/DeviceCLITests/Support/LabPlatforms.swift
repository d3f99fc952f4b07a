import Foundation
import SSHTestSupport

/// The lab of the repository with one simulated device of each platform, in a folder of its own; it ends with this process.
final class LabPlatforms: Sendable {
    struct Device: Decodable {
        let name: String
        let platform: String
        let host: String
        let port: UInt16
        let username: String
        let password: String
        let enablePassword: String?
        let hostKey: String

        private enum CodingKeys: String, CodingKey {
            case name, platform, host, port, username, password
            case enablePassword = "enable_password"
            case hostKey = "host_key"
        }
    }

    /// Started once: twenty devices take a while.
    static let shared = Result { try LabPlatforms() }

    /// The platforms that the lab of this repository can simulate; empty without the lab.
    static let platforms: [String] = {
        guard let program = LabSwitches.program else { return [] }
        let folder = URL(filePath: program).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Tests/Lab/netlab/devices/catalog.py")
        let names = (try? String(contentsOf: folder, encoding: .utf8))?.split(separator: "\"").map(String.init) ?? []
        // A lab without the catalogue has no simulated platforms yet, and the suite is then empty.
        return PlatformFile.names.filter(names.contains)
    }()

    private let devices: [Device]
    private let folder: URL
    private let lab: ChildProcess

    private init() throws {
        guard let program = LabSwitches.program else { throw POSIXError(.ENOENT) }
        self.folder = FileManager.default.temporaryDirectory.appending(path: "lab-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: false)
        var pair: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw POSIXError(.EIO)
        }
        defer { pair.forEach { close($0) } }
        self.lab = try ChildProcess(
            [
                program, "start", "--foreground", "--parent-pid", "\(getpid())", "--dir", self.folder.path, "--devices",
                "all",
            ], streams: pair[1], environment: ProcessInfo.processInfo.environment)
        // The first line says that the devices answer.
        var byte: UInt8 = 0
        while Foundation.read(pair[0], &byte, 1) == 1, byte != 0x0A {}
        struct Inventory: Decodable { let devices: [Device] }
        let inventory = try Data(contentsOf: self.folder.appending(path: "inventory.json"))
        self.devices = try JSONDecoder().decode(Inventory.self, from: inventory).devices
    }

    /// The device of a platform.
    func device(_ platform: String) throws -> Device {
        guard let device = self.devices.first(where: { $0.platform == platform }) else { throw POSIXError(.ENODEV) }
        return device
    }

    /// Gives the lab an order about a device, for example `fault noise mid`.
    func control(_ device: Device, _ words: [String]) async throws {
        guard let program = LabSwitches.program else { throw POSIXError(.ENOENT) }
        let order = [program, "control", "--dir", self.folder.path, device.name] + words
        try await onOwnThread {
            let process = try ChildProcess(order, environment: ProcessInfo.processInfo.environment)
            guard process.wait() == 0 else { throw POSIXError(.EINVAL) }
        }
    }
}
