/// One setting: how it is called, how its text is read, and what it is when nobody gives it.
struct Setting<Value: Sendable>: Sendable {
    let description: SettingDescription
    /// Reads the text; nil when it is not of this kind.
    let parse: @Sendable (String, SettingContext) -> Value?
    /// Shows a value as it would be given.
    let show: @Sendable (Value) -> String
    let standard: @Sendable (SettingContext) -> Value
}

/// What a value may depend on.
struct SettingContext: Sendable {
    /// The folder that relative paths start from: the configuration file's, or the working folder.
    let folder: String
    /// The data folder, once it is known.
    var dataFolder = ""
    /// The folder of the program itself.
    let programFolder: String
}
