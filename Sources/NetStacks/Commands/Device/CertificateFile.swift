import DeviceCLI
import Foundation
import HTTPClient

/// Pins of devices' certificates that somebody has trusted: a line each with the place and the pin.
struct CertificateFile {
    let path: String

    /// The pins of a device.
    func pins(of place: DeviceAddress) throws -> [CertificatePin] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try TextFile.contents(of: path, "The pins of devices").split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ")
            return parts.count == 2 && parts[0] == place.description ? CertificatePin(String(parts[1])) : nil
        }
    }

    /// Remembers a pin.
    func add(_ pin: CertificatePin, of place: DeviceAddress) throws {
        try PrivateFile(path: path).append("\(place) \(pin)", "The pin", option: "--certificate-file")
    }
}
