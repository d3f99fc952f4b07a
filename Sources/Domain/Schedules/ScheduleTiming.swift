public import Foundation

/// When a schedule is due: by a cron expression, at intervals, or once.
public enum ScheduleTiming: Sendable, Hashable {
    case cron(CronExpression)
    /// Every so many minutes from a start on; elapsed time, so it never drifts and knows no clock changes.
    case interval(minutes: Int, start: WallTime)
    case once(WallTime)

    /// The kinds, as stored and as the API names them.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case cron, interval, once
    }

    /// The shortest and longest interval in minutes; a year of 366 days is the longest.
    public static let intervalBounds = 1...527_040

    /// Which kind it is.
    public var kind: Kind {
        switch self {
        case .cron: .cron
        case .interval: .interval
        case .once: .once
        }
    }
}

/// A timing on the clock of a zone.
public struct Timetable: Sendable, Hashable {
    public var timing: ScheduleTiming
    public var zone: ZoneName

    /// A timetable.
    public init(timing: ScheduleTiming, zone: ZoneName) {
        self.timing = timing
        self.zone = zone
    }

    /// The first time after an instant; `nil` when there is no more.
    public func next(after instant: Date) -> Occurrence? {
        switch timing {
        case .cron(let expression): return expression.next(after: instant, in: zone)
        case .interval(let minutes, let start):
            let first = zone.moment(of: start).instant
            let step = Double(minutes) * 60
            let passed = (instant.timeIntervalSince(first) / step).rounded(.down)
            let next = passed < 0 ? first : first.addingTimeInterval((passed + 1) * step)
            return Occurrence(instant: next, clock: .ordinary)
        case .once(let wall):
            let moment = zone.moment(of: wall)
            return moment.instant > instant ? Occurrence(instant: moment.instant, clock: moment.clock) : nil
        }
    }
}
