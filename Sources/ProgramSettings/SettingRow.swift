/// One line of `netstacks config`.
public struct SettingRow: Sendable, Equatable {
    /// The setting.
    public let setting: SettingDescription
    /// The value in use as it would be given; `•••` for a secret, empty when there is none.
    public let value: String
    /// Where the value came from.
    public let origin: SettingOrigin
}
