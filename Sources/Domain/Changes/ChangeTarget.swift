public import Foundation

/// The immutable plan for one device: the exact commands and what they are predicted to do.
public struct ChangeTarget: Sendable, Hashable, Identifiable {
    /// The id of a planned target.
    public typealias ID = Identifier<ChangeTarget>

    public let id: ID
    public let changeID: Change.ID
    /// The plan this belongs to; a new plan is a new revision.
    public let revision: Int
    public let position: Int
    public let deviceID: Device.ID
    public let deviceName: DeviceName
    public let platform: PlatformName
    /// Exactly these lines are sent, in this order, in configuration mode.
    public let commands: [String]
    /// The lines that would bring the predicted configuration back to the base.
    public let inverse: [String]
    /// The running configuration the plan was made from.
    public let base: ContentHash
    public let baseReadAt: Date
    /// The running configuration expected afterwards.
    public let predicted: ContentHash
    /// Predicted difference as JSON, in the form of `ConfigTree.ConfigDiff`.
    public let diff: JSONValue
    public let linesAdded: Int
    public let linesRemoved: Int
    /// Lines that must stand in the configuration afterwards, as rendered from the validate templates.
    public let expectation: String
    public let safetyNet: SafetyNet
    public let warnings: [String]

    /// A target as planned.
    public init(
        id: ID, changeID: Change.ID, revision: Int, position: Int, deviceID: Device.ID, deviceName: DeviceName,
        platform: PlatformName, commands: [String], inverse: [String], base: ContentHash, baseReadAt: Date,
        predicted: ContentHash, diff: JSONValue, linesAdded: Int, linesRemoved: Int, expectation: String,
        safetyNet: SafetyNet, warnings: [String]
    ) {
        self.id = id
        self.changeID = changeID
        self.revision = revision
        self.position = position
        self.deviceID = deviceID
        self.deviceName = deviceName
        self.platform = platform
        self.commands = commands
        self.inverse = inverse
        self.base = base
        self.baseReadAt = baseReadAt
        self.predicted = predicted
        self.diff = diff
        self.linesAdded = linesAdded
        self.linesRemoved = linesRemoved
        self.expectation = expectation
        self.safetyNet = safetyNet
        self.warnings = warnings
    }

    /// Whether the device already is as the change wants it, so that nothing will be sent.
    public var isAlreadyInPlace: Bool { commands.isEmpty }
}

/// What brings a device back when a change goes wrong (change.md, rule 10).
public enum SafetyNet: String, Sendable, Hashable, Codable, CaseIterable {
    /// The difference back to the base is computed from the device as read then, and sent.
    case inverseCommands = "inverse_commands"

    /// What it does, and what is left if the link dies, as a sentence for the plan.
    public var explanation: String {
        switch self {
        case .inverseCommands:
            "On a failure the device is read and brought back to its base. "
                + "If the link dies, what was sent stays in the running configuration until the device is reached again; "
                + "nothing is saved to the startup configuration before the checks pass."
        }
    }
}
