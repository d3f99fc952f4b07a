public import Foundation

/// What was decided about one due time, or about many in a row that were skipped for the same reason.
public struct ScheduleDecision: Sendable, Hashable {
    /// The due time; of many the last.
    public let due: Date
    /// The first of many.
    public let firstDue: Date
    /// For how many due times it stands.
    public let count: Int
    public let outcome: Outcome

    /// What was decided.
    public enum Outcome: Sendable, Hashable {
        case onTime
        case late(ScheduleAgenda.MissedCause)
        case skipped(ScheduleAgenda.SkipCause)
        /// Missed, and made up for by the run of a later due time.
        case collapsed(into: Date)
    }

    init(due: Date, firstDue: Date? = nil, count: Int = 1, _ outcome: Outcome) {
        self.due = due
        self.firstDue = firstDue ?? due
        self.count = count
        self.outcome = outcome
    }
}

/// The decisions that are to be taken now, and when to look again.
public struct ScheduleDecisions: Sendable, Hashable {
    /// In the order of their due times.
    public let decisions: [ScheduleDecision]
    /// The first due time that is not decided; none when there is none left.
    public let nextDue: Date?
    /// When to look again; later than `nextDue` when that one waits for its window.
    public let wakesAt: Date?
}
