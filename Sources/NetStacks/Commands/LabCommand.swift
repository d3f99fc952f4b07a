import ArgumentParser
import Foundation
import ProgramSettings

/// Starts the demo network, a script that comes with the sources.
struct LabCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Start, stop and steer a demo network of simulated devices; `netstacks lab --help` tells more.")

    @Argument(parsing: .captureForPassthrough, help: "What bin/lab takes.") var arguments: [String] = []

    func run() throws {
        let settings = try Settings.load(environment: ProcessInfo.processInfo.environment)
        let home = (settings.platformsFolder as NSString).deletingLastPathComponent
        let script = home + "/bin/lab"
        let files = FileManager.default
        guard files.isExecutableFile(atPath: script), files.fileExists(atPath: home + "/Tests/Lab/netlab") else {
            throw ValidationError(
                "The lab is not here: there is no \(script) with its Tests/Lab. It comes with the sources, not with the "
                    + "container image, which would need Python and FRRouting for it. Clone the repository and run "
                    + "bin/lab there.")
        }
        guard Self.isInstalled("python3"), Self.isInstalled("bash") else {
            throw ValidationError(
                "The lab needs Python 3.11 or newer and bash. On Debian: apt-get install python3-venv bash.")
        }
        var words = ([script] + arguments).map { strdup($0) } + [nil]
        execv(script, &words)
        throw ValidationError("\(script) cannot be started: \(String(cString: strerror(errno))).")
    }

    private static func isInstalled(_ program: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
}
