/// The places a value can come from, before anything is read into its type.
struct SettingsSources {
    let flags: [String: String]
    let environment: [String: String]
    let file: SettingsFile?
    let folder: String
    let programFolder: String

    struct Given {
        let text: String
        let origin: SettingOrigin
    }

    /// Flags win over the environment, the environment over the file; an empty variable counts as not given.
    func given(_ setting: SettingDescription) -> Given? {
        if let text = flags[setting.flag] { return Given(text: text, origin: .flag(setting.flag)) }
        for name in setting.environment {
            if let text = environment[name], !text.isEmpty { return Given(text: text, origin: .environment(name)) }
        }
        guard let file, let entry = file.entries.last(where: { $0.name == setting.name }) else { return nil }
        return Given(text: entry.text, origin: .file(path: file.path, line: entry.line))
    }

    /// Relative paths in a file start at the file, all others at the working folder.
    func folder(of origin: SettingOrigin) -> String {
        guard case .file(let path, _) = origin, let slash = path.lastIndex(of: "/") else { return folder }
        return String(path[..<slash])
    }
}
