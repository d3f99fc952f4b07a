public import Domain

/// One platform as its page shows it; also one that was never understood.
public struct PlatformEntry: Sendable {
    public let name: PlatformName
    /// The platform as it is in use; none when its text was never right.
    public let platform: Platform?
    /// What people wrote; none when it comes from the folder.
    public let definition: PlatformDefinition?
    /// Who saved it last; empty when it comes from the folder, or that person is gone.
    public let editor: String
    /// The text of the file in the folder; none when there is none.
    public let fileText: String?
    /// Set when the newest text is wrong.
    public let trouble: PlatformTrouble?
    /// How many devices have it.
    public let deviceCount: Int

    /// The text that counts.
    public var text: String { definition?.text ?? fileText ?? "" }
    /// As people call it; its name when its text was never right.
    public var title: String { platform?.title ?? name.text }
}
