/// One device that a change names, as frozen when the change was proposed, and how its planning went.
public struct ChangeDevice: Sendable, Hashable {
    public let changeID: Change.ID
    public let deviceID: Device.ID
    public let deviceName: DeviceName
    public let platform: PlatformName
    /// Counted from 0, the order in which people named them.
    public let position: Int
    public let planning: PlanningState
    /// Why planning failed, as a sentence; empty otherwise.
    public let problem: String

    /// How far the planning of one device is.
    public enum PlanningState: String, Sendable, Hashable, Codable, CaseIterable {
        case waiting, reading, planned, failed
    }

    /// A row as stored.
    public init(
        changeID: Change.ID, deviceID: Device.ID, deviceName: DeviceName, platform: PlatformName, position: Int,
        planning: PlanningState, problem: String
    ) {
        self.changeID = changeID
        self.deviceID = deviceID
        self.deviceName = deviceName
        self.platform = platform
        self.position = position
        self.planning = planning
        self.problem = problem
    }
}
