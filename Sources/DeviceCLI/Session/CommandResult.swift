/// What a device answered to a reading command.
public struct CommandResult: Sendable, Hashable {
    /// The command as it was sent.
    public let command: String
    /// The output without echo and prompt; untrusted text, control characters removed.
    public let output: String
    /// The device's own words when it rejected the command.
    public let rejection: String?

    /// Whether the device ran the command.
    public var isAccepted: Bool { self.rejection == nil }
}
