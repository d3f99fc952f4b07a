/// The name of a mode of a device's command line, as its platform file calls it.
public struct Mode: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The name.
    public let rawValue: String

    /// A mode of this name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The name.
    public var description: String { self.rawValue }

    /// Reading with few rights, before `enable`.
    public static let user = Mode(rawValue: "user")
    /// Reading and operating with all rights.
    public static let privileged = Mode(rawValue: "privileged")
    /// Changing the configuration, in any of its sections.
    public static let configuration = Mode(rawValue: "configuration")
    /// The shell of the operating system below.
    public static let shell = Mode(rawValue: "shell")
}

/// What a mode is good for.
public enum ModeRole: String, Sendable, Hashable, CaseIterable {
    /// Only a step on the way to another mode.
    case user
    /// Commands are run here.
    case reading
    /// Configuration lines are sent here.
    case configuration
    /// The shell of the operating system below.
    case shell
}
