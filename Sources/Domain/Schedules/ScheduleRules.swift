public import Foundation

/// When a due schedule may run, and what happens to a time at which it could not.
public struct ScheduleRules: Sendable, Hashable {
    /// Open when one of them is; always open when there is none.
    public var windows: [ScheduleWindow]
    /// On the clock of the schedule.
    public var blackouts: [Blackout]
    public var misfire: Misfire
    /// For how long after its time a missed run may still be made up for, in minutes.
    public var graceMinutes: Int

    /// What happens when the program was down at the time, or the window closed.
    public enum Misfire: String, Sendable, Hashable, Codable, CaseIterable {
        /// Missed is missed.
        case skip
        /// Everything missed is made up for by one run.
        case runOnce = "run_once"
    }

    /// The bounds of the grace: a minute to a week.
    public static let graceBounds = 1...10_080
    /// The most windows and blackouts a schedule can have.
    public static let mostWindows = 50
    /// A run that begins within so many seconds of its time is on time.
    public static let punctuality: TimeInterval = 60

    /// Rules; the defaults allow every time and make nothing up for.
    public init(
        windows: [ScheduleWindow] = [], blackouts: [Blackout] = [], misfire: Misfire = .skip, graceMinutes: Int = 60
    ) {
        self.windows = windows
        self.blackouts = blackouts
        self.misfire = misfire
        self.graceMinutes = graceMinutes
    }

    /// Whether a window is open at an instant.
    public func isOpen(at instant: Date, in zone: ZoneName) -> Bool {
        windows.isEmpty || windows.contains { $0.isOpen(at: instant, in: zone) }
    }

    /// The blackout that an instant falls into.
    public func blackout(at instant: Date, in zone: ZoneName) -> Blackout? {
        if blackouts.isEmpty { return nil }
        let date = zone.wall(at: instant).date
        return blackouts.first { $0.contains(date) }
    }

    /// The first instant, from this one to `limit`, at which a window is open and no blackout is.
    func firstOpen(from instant: Date, to limit: Date, in zone: ZoneName) -> Date? {
        var candidate = instant
        while candidate <= limit {
            if let blackout = blackout(at: candidate, in: zone) {
                let next = WallTime(CalendarDate(days: blackout.last.days + 1), minute: 0)
                candidate = max(zone.moment(of: next).instant, candidate.addingTimeInterval(1))
            } else if isOpen(at: candidate, in: zone) {
                return candidate
            } else if let opening = windows.compactMap({ $0.nextOpening(from: candidate, in: zone) }).min() {
                candidate = opening
            } else {
                return nil
            }
        }
        return nil
    }
}
