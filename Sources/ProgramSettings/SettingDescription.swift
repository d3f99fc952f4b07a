/// What a person needs to know to give a setting.
public struct SettingDescription: Sendable, Equatable {
    /// The key in `netstacks.yaml`, in snake case.
    public let name: String
    /// What the value must look like, to follow “give”.
    public let kind: String
    /// The value when none is given, in words where it depends on others.
    public let defaultText: String
    /// What it does: one phrase.
    public let meaning: String
    /// True when the value is never shown.
    public let isSecret: Bool
    /// Environment variables, the first found wins; names come from `name`, with `DATABASE_URL` as the one exception.
    public let environment: [String]

    /// The flag without its dashes.
    public var flag: String { name.replacing("_", with: "-") }

    init(
        name: String, kind: String, defaultText: String, meaning: String, isSecret: Bool = false, alias: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.defaultText = defaultText
        self.meaning = meaning
        self.isSecret = isSecret
        environment = ["NETSTACKS_\(name.uppercased())"] + (alias.map { [$0] } ?? [])
    }
}
