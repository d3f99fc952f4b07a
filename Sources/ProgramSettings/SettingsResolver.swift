/// Asks the sources for one setting after the other and collects what is wrong.
struct SettingsResolver {
    private let sources: SettingsSources
    private(set) var rows: [SettingRow] = []
    private(set) var problems: [SettingsProblem]
    /// Set as soon as it is known, for the settings whose default lies in it.
    var dataFolder = ""

    init(_ sources: SettingsSources) {
        self.sources = sources
        problems = sources.file?.problems ?? []
    }

    /// The value from the first source that gives one; a malformed one is noted and the default used meanwhile.
    mutating func value<Value>(_ setting: Setting<Value>) -> Value {
        let description = setting.description
        let given = sources.given(description)
        let origin = given?.origin ?? .standard
        let context = SettingContext(
            folder: sources.folder(of: origin), dataFolder: dataFolder, programFolder: sources.programFolder)
        var value: Value?
        if let given {
            value = setting.parse(given.text, context)
            if value == nil { refuse(given, description) }
        }
        let resolved = value ?? setting.standard(context)
        rows.append(SettingRow(setting: description, value: setting.show(resolved), origin: origin))
        return resolved
    }

    mutating func conflict(_ sentence: String) {
        problems.append(SettingsProblem(.conflict, sentence))
    }

    /// Notes keys of the file and flags that no setting has; call it when every setting has been asked for.
    mutating func refuseUnknownKeys() {
        let names = rows.map(\.setting.name)
        for entry in sources.file?.entries ?? [] where !names.contains(entry.name) {
            let place = "\(sources.file?.path ?? ""), line \(entry.line)"
            let remedy = Suggestion.nearest(to: entry.name, among: names).map { "did you mean \($0)?" }
            problems.append(
                SettingsProblem(
                    .unknownKey,
                    "\(place): there is no setting “\(entry.name)”; \(remedy ?? "see netstacks config for all of them.")"
                ))
        }
        let flags = rows.map(\.setting.flag)
        for flag in sources.flags.keys.sorted() where !flags.contains(flag) {
            let remedy = Suggestion.nearest(to: flag, among: flags).map { "did you mean --\($0)?" }
            problems.append(
                SettingsProblem(.unknownKey, "There is no flag --\(flag); \(remedy ?? "see netstacks --help.")"))
        }
    }

    /// Sentences about variables that look like ours and are not; other programs may have set them, so no error.
    func notices() -> [String] {
        let prefix = "NETSTACKS_"
        let names = rows.flatMap(\.setting.environment).filter { $0.hasPrefix(prefix) }
        return sources.environment.keys.sorted().compactMap { variable in
            guard variable.hasPrefix(prefix), !names.contains(variable),
                let meant = Suggestion.nearest(
                    to: String(variable.dropFirst(prefix.count)),
                    among: names.map { String($0.dropFirst(prefix.count)) })
            else { return nil }
            return "The environment variable \(variable) means nothing to NetStacks; did you mean \(prefix)\(meant)?"
        }
    }

    private mutating func refuse(_ given: SettingsSources.Given, _ setting: SettingDescription) {
        let value = setting.isSecret ? "its value" : "“\(given.text.prefix(80))”"
        problems.append(
            SettingsProblem(
                .malformedValue, "\(setting.name) (\(given.origin)): \(value) does not fit; give \(setting.kind)."))
    }
}
