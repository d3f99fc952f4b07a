public import Foundation

/// What became of one due time of a schedule, or of many that were skipped in a row.
public struct ScheduleRun: Sendable, Hashable, Identifiable {
    /// The id of a run.
    public typealias ID = Identifier<ScheduleRun>

    public let id: ID
    public let scheduleID: Schedule.ID
    /// The due time; unique within the schedule.
    public let dueAt: Date
    /// The first of many due times; the due time itself when it stands for one.
    public let firstDueAt: Date
    /// For how many due times it stands, at least 1.
    public let occurrences: Int
    public let decidedAt: Date
    public let reason: Reason
    /// What the reason leaves open, as half a sentence: the blackout's name, the due time that made up for it.
    public let detail: String
    /// Who asked for it; none when it was due.
    public let requestedBy: UserReference?
    /// Devices that were left out because nobody can sign in to them.
    public let leftOut: Int
    public let jobIDs: [Job.ID]

    /// Why it ran or did not run. The raw values are stored and never change.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        case onTime = "on_time"
        case madeUp = "made_up"
        case asked
        case blackout
        case windowClosed = "window_closed"
        case missed
        case tooLate = "too_late"
        case collapsed
        case overlap
        case noDevices = "no_devices"

        /// Whether jobs were enqueued.
        public var hasRun: Bool {
            switch self {
            case .onTime, .madeUp, .asked: true
            case .blackout, .windowClosed, .missed, .tooLate, .collapsed, .overlap, .noDevices: false
            }
        }
    }

    /// A run as stored.
    public init(
        id: ID, scheduleID: Schedule.ID, dueAt: Date, firstDueAt: Date, occurrences: Int, decidedAt: Date,
        reason: Reason, detail: String, requestedBy: UserReference?, leftOut: Int, jobIDs: [Job.ID]
    ) {
        self.id = id
        self.scheduleID = scheduleID
        self.dueAt = dueAt
        self.firstDueAt = firstDueAt
        self.occurrences = occurrences
        self.decidedAt = decidedAt
        self.reason = reason
        self.detail = detail
        self.requestedBy = requestedBy
        self.leftOut = leftOut
        self.jobIDs = jobIDs
    }
}

/// How far the jobs of a run are.
public struct ScheduleRunTally: Sendable, Hashable {
    /// How many jobs are in each state; jobs that are not kept any more are in none.
    public let states: [JobState: Int]

    /// A tally.
    public init(states: [JobState: Int] = [:]) {
        self.states = states
    }

    /// Jobs that wait or run.
    public var unfinished: Int { states.filter { !$0.key.isFinal }.values.reduce(0, +) }
    /// Jobs that did what they were for.
    public var succeeded: Int { states[.succeeded] ?? 0 }
    /// Jobs that ended in any other way.
    public var failed: Int { states.values.reduce(0, +) - unfinished - succeeded }
}
