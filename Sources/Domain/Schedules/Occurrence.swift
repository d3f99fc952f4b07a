public import Foundation

/// One time at which a schedule is due.
public struct Occurrence: Sendable, Hashable {
    public let instant: Date
    /// What a change of the clocks did to it.
    public let clock: ClockRule

    /// A time at which something is due.
    public init(instant: Date, clock: ClockRule) {
        self.instant = instant
        self.clock = clock
    }
}

/// What a change of the clocks (daylight saving time) does to a time.
public enum ClockRule: Sendable, Hashable {
    /// The clock shows it once.
    case ordinary
    /// The clock jumps over this time; the first instant after the gap counts.
    case skipped(WallTime)
    /// The clock shows it twice; this is the first or the second time.
    case repeated(isFirst: Bool)

    /// The rule as pages and the API state it.
    public static let statement = """
        When clocks go forward, a time that does not exist that day runs once, at the first moment after the gap. \
        When clocks go back, a time that comes twice runs once, at its first occurrence. \
        Schedules whose hour is * follow elapsed time instead: they run whenever the clock shows a matching minute, \
        also in the repeated hour, and nothing is made up for a skipped one. Intervals know no clock changes.
        """
}
