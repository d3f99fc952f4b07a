import Foundation

@testable import ProgramSettings

/// A working folder of one test's own, perhaps with a configuration file; removed with the test.
final class SettingsFolder: Sendable {
    let path: String

    init(_ yaml: String? = nil, named name: String = "netstacks.yaml") throws {
        path = FileManager.default.temporaryDirectory.appending(path: "netstacks-settings-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        if let yaml { try Data(yaml.utf8).write(to: URL(filePath: "\(path)/\(name)")) }
    }

    // A folder that cannot be removed is litter in /tmp, not a failed test.
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func load(
        flags: [String: String] = [:], environment: [String: String] = [:], file: String? = nil
    ) throws(SettingsError) -> Settings {
        try Settings.load(flags: flags, environment: environment, file: file, folder: path)
    }

    /// The one problem a load ends with.
    func problem(
        flags: [String: String] = [:], environment: [String: String] = [:], file: String? = nil
    ) -> SettingsProblem? {
        do throws(SettingsError) {
            _ = try load(flags: flags, environment: environment, file: file)
            return nil
        } catch {
            return error.problems.count == 1 ? error.problems[0] : nil
        }
    }
}
