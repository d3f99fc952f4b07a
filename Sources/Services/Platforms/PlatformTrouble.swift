/// A platform whose newest text is wrong; until that is mended the former one is used, if there was one.
public struct PlatformTrouble: Sendable, Hashable {
    /// The platform's name, as its file is called.
    public let name: String
    /// What is wrong, with line and key; several lines.
    public let sentence: String
}
