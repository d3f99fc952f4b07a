public import Domain

/// Everything a change's page shows; secrets in commands and differences are replaced.
public struct ChangeDetail: Sendable {
    public let change: Change
    /// The devices it names, in order, and how the planning of each went.
    public let devices: [ChangeDevice]
    /// The plan, by position; empty before it is made.
    public let targets: [TargetDetail]
    public let approvals: [Approval]
    public let backups: [Backup]
    public let events: [Event]
    /// Why this actor may not answer, run, stop or undo it; empty where they may.
    public let refusals: Refusals

    /// One reason for each button.
    public struct Refusals: Sendable, Hashable {
        public let answer: String
        public let run: String
        public let stop: String
        public let undo: String
        public let planAgain: String
    }
}

/// The plan and the run of one device, fit to be shown.
public struct TargetDetail: Sendable {
    public let target: ChangeTarget
    /// The commands with secrets replaced; as many as the target has, in the same order.
    public let commands: [String]
    public let inverse: [String]
    public let expectation: String
    public let predicted: ShownDiff
    /// `nil` before the change runs.
    public let run: TargetRun?
    /// `nil` before the device was read back.
    public let observed: ShownDiff?
    public let transcript: [TranscriptEntry]
}
