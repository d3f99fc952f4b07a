import ArgumentParser
import DeviceCLI
import Foundation
import ProgramSettings
import Services

/// The option that names the platform, and where platforms come from.
struct PlatformChoice: ParsableArguments {
    @Option(
        name: [.customShort("p"), .long],
        help: ArgumentHelp(
            "The platform, such as cisco_ios; Netmiko's, scrapli's and NAPALM's names are understood.",
            valueName: "name|autodetect"))
    var platform: String = Self.automatic
    @Option(help: ArgumentHelp("Folder of the device platforms.", valueName: "folder")) var platformsFolder: String?

    static let automatic = "autodetect"

    var isAutomatic: Bool { platform == Self.automatic }

    /// Reads the folder of platforms.
    func catalogue() throws -> PlatformCatalogue {
        let flags = platformsFolder.map { ["platforms-folder": $0] } ?? [:]
        let settings = try Settings.load(flags: flags, environment: ProcessInfo.processInfo.environment)
        return try PlatformCatalogue(directory: settings.platformsFolder)
    }

    /// The named platform; a name that asks for Telnet needs the flag, too.
    func platform(in catalogue: PlatformCatalogue, mayUseTelnet: Bool) throws -> Platform {
        let match: PlatformNames.Match
        do {
            match = try PlatformNames(catalogue.platforms.map(\.description)).match(platform)
        } catch let error as PlatformNames.Unknown {
            throw ValidationError("\(error) Or let --platform autodetect find it.")
        }
        guard match.transport == .ssh || mayUseTelnet else {
            throw ValidationError(
                "\(platform) asks for Telnet, which sends the password in the clear. "
                    + "Give --telnet to allow that, or --platform \(match.name) for SSH.")
        }
        guard let platform = catalogue.platforms.first(where: { $0.description.name == match.name }) else {
            throw ValidationError("The platform \(match.name) has no file.")
        }
        return platform
    }
}
