public import Foundation

/// A decision about a due time that is to be recorded.
public struct NewScheduleRun: Sendable, Hashable {
    public let id: ScheduleRun.ID
    public let scheduleID: Schedule.ID
    public let dueAt: Date
    public let firstDueAt: Date
    public let occurrences: Int
    public var reason: ScheduleRun.Reason
    public var detail: String
    public let requestedBy: User.ID?
    public var leftOut: Int
    public var jobIDs: [Job.ID]

    /// A run with a new id and without jobs.
    public init(
        of scheduleID: Schedule.ID, dueAt: Date, firstDueAt: Date? = nil, occurrences: Int = 1,
        reason: ScheduleRun.Reason, detail: String = "", requestedBy: User.ID? = nil
    ) {
        id = ScheduleRun.ID()
        self.scheduleID = scheduleID
        self.dueAt = dueAt
        self.firstDueAt = firstDueAt ?? dueAt
        self.occurrences = occurrences
        self.reason = reason
        self.detail = detail
        self.requestedBy = requestedBy
        leftOut = 0
        jobIDs = []
    }
}
