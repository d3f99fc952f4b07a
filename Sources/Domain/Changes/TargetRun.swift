public import Foundation

/// The run of one planned target: where it stands and what was seen.
public struct TargetRun: Sendable, Hashable {
    public let targetID: ChangeTarget.ID
    public let changeID: Change.ID
    public let deviceID: Device.ID
    public let state: TargetState
    /// What happened and what to do, as a sentence; empty while there is nothing to say.
    public let detail: String
    /// Counts the workers that took it up, from 0 before the first.
    public let attempt: Int
    /// The token of the device lease under which it last wrote; a lower one is refused.
    public let fencingToken: Int
    /// How many lines the device certainly took.
    public let linesAccepted: Int
    /// The number of the line that was being sent, from 1; 0 when none is in flight.
    public let lineInFlight: Int
    /// Observed difference as JSON, in the form of `ConfigTree.ConfigDiff`; `null` before the read-back.
    public let observedDiff: JSONValue
    /// Results of the checks after the push.
    public let checks: [CheckResult]
    /// The running configuration read back; none before.
    public let observed: ContentHash?
    public let startedAt: Date?
    public let finishedAt: Date?

    /// A run as stored.
    public init(
        targetID: ChangeTarget.ID, changeID: Change.ID, deviceID: Device.ID, state: TargetState, detail: String,
        attempt: Int, fencingToken: Int, linesAccepted: Int, lineInFlight: Int, observedDiff: JSONValue,
        checks: [CheckResult], observed: ContentHash?, startedAt: Date?, finishedAt: Date?
    ) {
        self.targetID = targetID
        self.changeID = changeID
        self.deviceID = deviceID
        self.state = state
        self.detail = detail
        self.attempt = attempt
        self.fencingToken = fencingToken
        self.linesAccepted = linesAccepted
        self.lineInFlight = lineInFlight
        self.observedDiff = observedDiff
        self.checks = checks
        self.observed = observed
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}

/// One check after a push, and what it found.
public struct CheckResult: Sendable, Hashable, Codable {
    public let name: String
    public let isPassed: Bool
    /// What was found, as a sentence without secrets.
    public let detail: String

    /// A result.
    public init(name: String, isPassed: Bool, detail: String) {
        self.name = name
        self.isPassed = isPassed
        self.detail = detail
    }
}

/// One line of the transcript of a run; append only.
public struct TranscriptEntry: Sendable, Hashable {
    /// Counted up over all transcripts.
    public let id: Int
    public let targetID: ChangeTarget.ID
    public let at: Date
    public let kind: Kind
    /// The number of the command in the plan, from 1; 0 for what is not a command of the plan.
    public let lineNumber: Int
    /// The command or what happened; redacted when shown.
    public let text: String

    /// What an entry records.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A command is about to be sent.
        case sending
        /// The device took it.
        case accepted
        /// The device refused it; the text is the device's message.
        case rejected
        /// Something else worth keeping.
        case note
        /// The target moved to another state.
        case state
    }

    /// An entry as stored.
    public init(id: Int, targetID: ChangeTarget.ID, at: Date, kind: Kind, lineNumber: Int, text: String) {
        self.id = id
        self.targetID = targetID
        self.at = at
        self.kind = kind
        self.lineNumber = lineNumber
        self.text = text
    }
}
