import ArgumentParser
import DeviceAPI
import DeviceCLI
import FactSources
import Foundation
import HTTPClient
import Reactor
import SSH

/// By what the certificate of a device's HTTPS is believed.
struct CertificateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Believe the device by these authorities, as PEM; it must be named by its certificate.", valueName: "file"))
    var caFile: String?
    @Option(
        help: ArgumentHelp(
            "Where the pins of devices are kept; ~/.config/netstacks/certificates.", valueName: "file"))
    var certificateFile: String?
    @Flag(help: "Allow TLS 1.0 and 1.1 and small keys with a pinned device.") var allowLegacyTLS = false

    /// Settles whom the device is believed by, and asks for the password only then.
    func access(_ device: DeviceOptions, at place: DeviceAddress, on loop: EventLoop) async throws -> APIAccess {
        let host = place.host.contains(":") ? "[\(place.host)]" : place.host
        guard let url = HTTPURL("https://\(host):\(place.port)/") else {
            throw ValidationError("\(place) cannot stand in a URL. Give the device's name or IP address.")
        }
        var trust = try await self.trust(in: url, at: place, device, on: loop)
        trust.allowsLegacyTLS = allowLegacyTLS
        guard case .password(let password) = try device.login.proof(of: "\(device.user)@\(place)") else {
            throw ValidationError("HTTPS signs in by password. Give --password-file or --password-env.")
        }
        var timeouts = HTTPTimeouts()
        if let limit = device.timeout.map({ Duration.seconds($0) }) {
            timeouts = HTTPTimeouts(resolve: limit, connect: limit, tls: limit, firstByte: limit, idle: limit)
        }
        return APIAccess(
            url: url, credential: .basic(username: device.user, password: password), trust: trust, timeouts: timeouts)
    }

    private func trust(
        in url: HTTPURL, at place: DeviceAddress, _ device: DeviceOptions, on loop: EventLoop
    ) async throws -> HTTPTrust {
        if let caFile { return .authorityFile((caFile as NSString).expandingTildeInPath) }
        let usual = NSHomeDirectory() + "/.config/netstacks/certificates"
        let file = CertificateFile(path: certificateFile.map { ($0 as NSString).expandingTildeInPath } ?? usual)
        let known = try file.pins(of: place)
        if !known.isEmpty { return .pinned(known) }
        let offered = try await FactSource.pins(at: url, on: loop)
        // The key outlives a renewal of the certificate.
        guard let pin = offered.first(where: \.isOfKey) else {
            throw UntrustedCertificate(place: place, pin: nil, file: file.path)
        }
        guard device.acceptNew || Self.isAccepted(pin, of: place) else {
            throw UntrustedCertificate(place: place, pin: pin, file: file.path)
        }
        try file.add(pin, of: place)
        Report.note("\(place): its certificate's \(pin) is remembered in \(file.path).")
        return .pinned([pin])
    }

    private static func isAccepted(_ pin: CertificatePin, of place: DeviceAddress) -> Bool {
        guard let terminal = TerminalQuestion() else { return false }
        let question = """
            \(place) is not known yet. Its certificate has the key
              \(pin)
            Compare it with the device's own. Trust it from now on? Type «yes»: 
            """
        return (try? terminal.ask(question))?.lowercased() == "yes"
    }
}

/// Nobody has said that a certificate is the right one.
struct UntrustedCertificate: Error, CustomStringConvertible {
    let place: DeviceAddress
    let pin: CertificatePin?
    let file: String

    var description: String {
        guard let pin else {
            return "\(place) showed no certificate that can be read. Check that the port speaks HTTPS."
        }
        return
            "\(place) is not known yet, and its certificate's \(pin) was not accepted. No login was sent. "
            + "Compare it with the device's own, then repeat with --accept-new, or give --ca-file."
    }
}
