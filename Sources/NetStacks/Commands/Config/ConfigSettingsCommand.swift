import ArgumentParser
import Foundation
import ProgramSettings

/// Shows every setting.
struct ConfigSettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Show every setting, its value and where it came from; secrets are hidden.")

    @Flag(help: "Print the table of the README instead.") var markdown = false
    @OptionGroup var flags: SettingFlags

    func run() async throws {
        if markdown {
            print(Settings.markdownTable())
            return
        }
        let settings = try flags.load()
        let width = settings.table.map(\.setting.name.count).max() ?? 0
        for row in settings.table {
            let name = row.setting.name.padding(toLength: width, withPad: " ", startingAt: 0)
            print("\(name)  \(row.value.isEmpty ? "—" : row.value)  (\(row.origin))")
            print(String(repeating: " ", count: width) + "  \(row.setting.meaning)")
        }
    }
}
