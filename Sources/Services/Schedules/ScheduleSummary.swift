public import Domain
public import Foundation

/// A schedule with what comes next and what came of its newest due time.
public struct ScheduleSummary: Sendable {
    public let schedule: Schedule
    /// When it runs next; none when it is off, over, or nothing within reach of its rules.
    public let nextRunAt: Date?
    /// None before the first due time.
    public let latest: RunSummary?

    /// A run with how far its jobs are.
    public struct RunSummary: Sendable {
        public let run: ScheduleRun
        public let tally: ScheduleRunTally

        /// A run and its tally.
        public init(run: ScheduleRun, tally: ScheduleRunTally) {
            self.run = run
            self.tally = tally
        }
    }
}
