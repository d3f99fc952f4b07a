extension Settings {
    /// Every setting there is, in the order of the README's table.
    public static var all: [SettingDescription] {
        let nothing = SettingsSources(flags: [:], environment: [:], file: nil, folder: "/", programFolder: "/")
        // Defaults alone always fit; a test holds that.
        return (try? Settings(nothing))?.table.map(\.setting) ?? []
    }

    /// The README's table of settings.
    public static func markdownTable() -> String {
        let rows = all.map { setting in
            let names = setting.environment.map { "`\($0)`" }.joined(separator: ", ")
            let meaning = setting.isSecret ? "\(setting.meaning) (secret)" : setting.meaning
            return "| `\(setting.name)` | \(names) | \(setting.defaultText.replacing("<", with: "\\<")) | \(meaning) |"
        }
        return (["| key and flag | environment | default | meaning |", "| --- | --- | --- | --- |"] + rows)
            .joined(separator: "\n")
    }
}
