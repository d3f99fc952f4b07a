import ArgumentParser
import Foundation
import ProgramSettings

/// The flags that give settings; which there are is said by the one list of settings.
struct SettingFlags: ParsableArguments {
    @Option(help: ArgumentHelp("Read settings from this YAML file instead of ./netstacks.yaml.", valueName: "file"))
    var config: String?

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("Any setting as --name value; `netstacks config` lists them.", valueName: "settings"))
    var settings: [String] = []

    /// Loads every setting: flags before environment before file before defaults.
    func load() throws -> Settings {
        try Settings.load(flags: try flags(), environment: ProcessInfo.processInfo.environment, file: config)
    }

    private func flags() throws -> [String: String] {
        var flags: [String: String] = [:]
        var rest = settings[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--") else {
                throw ValidationError("«\(word)» is not understood here. Settings are given as --name value.")
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            if parts.count == 2 {
                flags[name] = String(parts[1])
            } else if let value = rest.popFirst() {
                flags[name] = value
            } else {
                throw ValidationError("--\(name) needs a value after it.")
            }
        }
        return flags
    }
}
