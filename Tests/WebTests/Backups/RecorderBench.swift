import DeviceCLI
import Domain
import Foundation
import Persistence

@testable import Services
@testable import Web

/// A device whose captures are recorded as a worker would.
struct RecorderBench: Sendable {
    let site: TestSite
    let device: Device

    init(_ site: TestSite, name: String = "r1", platform: String = "frr") async throws {
        self.site = site
        guard let name = DeviceName(name), let host = HostAddress("192.0.2.1"), let platform = PlatformName(platform)
        else { throw TestSiteError(description: "The sample device breaks a rule.") }
        device = try await DeviceRepository(site.database).insert(
            Device.ID(),
            DeviceDraft(
                name: name, host: host, port: .ssh, platform: platform, credentialSetID: nil, tags: [], notes: ""))
    }

    func record(
        _ capture: ConfigurationCapture, at seconds: Double, origin: BackupOrigin = BackupOrigin(.manual)
    ) async throws -> BackupRecorder.Recorded {
        let recorder = BackupRecorder(
            database: site.database, contents: site.contents, platforms: site.services.platforms)
        return try await recorder.record(
            capture, of: device, seenAt: Date(timeIntervalSince1970: 1_790_000_000 + seconds), origin: origin)
    }

    func record(
        _ text: String, at seconds: Double, origin: BackupOrigin = BackupOrigin(.manual)
    ) async throws -> BackupRecorder.Recorded {
        try await record(ConfigurationCapture(text: text), at: seconds, origin: origin)
    }

    /// Newest first.
    func points(size: Int = 50) async throws -> [Backup] {
        try await BackupRepository(site.database).list(device.id, Page(number: 1, size: size)).elements
    }
}
