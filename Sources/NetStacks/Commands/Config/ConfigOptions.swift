import ArgumentParser
import ConfigTree
import DeviceCLI
import Domain
import Foundation
import ProgramSettings
import Services

/// What every command on configurations takes: the platform.
struct ConfigOptions: ParsableArguments {
    @Option(
        name: [.customShort("p"), .long],
        help: ArgumentHelp(
            "The platform, such as cisco_ios; Netmiko's, scrapli's and NAPALM's names are understood.",
            valueName: "name"))
    var platform: String
    @Option(help: ArgumentHelp("Folder of the device platforms.", valueName: "folder")) var platformsFolder: String?

    /// There is a difference, or something does not hold.
    static let differs = ExitCode(1)
    /// There is no answer.
    static let trouble = ExitCode(2)

    /// Reads the platform's rules.
    func rules() throws -> Platform {
        let flags = platformsFolder.map { ["platforms-folder": $0] } ?? [:]
        let settings = try Settings.load(flags: flags, environment: ProcessInfo.processInfo.environment)
        let catalogue = try PlatformCatalogue(directory: settings.platformsFolder)
        let name = try PlatformNames(catalogue.platforms.map(\.description)).match(platform).name
        guard let found = catalogue.platforms.first(where: { $0.description.name == name }) else {
            throw ConfigTrouble("The platform \(name) has no file.")
        }
        return found
    }

    /// Runs a command's body; what fails is told in a sentence and becomes the status 2.
    static func answering(_ body: () throws -> Bool) throws {
        let isSame: Bool
        do {
            isSame = try body()
        } catch let problem as Problem {
            Report.note("✗ \(problem.sentence)")
            throw trouble
        } catch {
            // Whatever else fails here describes itself in a sentence without text of the configuration.
            Report.note("✗ \(error)")
            throw trouble
        }
        if !isSame { throw differs }
    }

    /// Writes without a line break of its own.
    static func write(_ text: String) throws { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) }
}

/// Both sides of a comparison.
struct ConfigPair: ParsableArguments {
    @Argument(help: "The old configuration; - is the input.") var old: String
    @Argument(help: "The new configuration; - is the input.") var new: String

    func validate() throws {
        if old == "-", new == "-" { throw ValidationError("The input can be read only once.") }
    }

    /// Reads both.
    func read() throws -> (old: ConfigText, new: ConfigText) {
        (try ConfigText(path: old), try ConfigText(path: new))
    }
}
