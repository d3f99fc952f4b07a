public import Foundation

extension CronExpression {
    /// The first time after an instant, by the clock of a zone; `nil` when there is none within 50 years.
    public func next(after instant: Date, in zone: ZoneName) -> Occurrence? {
        isEveryHour ? nextElapsed(after: instant, in: zone) : nextOnClock(after: instant, in: zone)
    }

    /// Times of a day: each runs once, whatever the clocks do.
    private func nextOnClock(after instant: Date, in zone: ZoneName) -> Occurrence? {
        var wall = zone.wall(at: instant)
        // A time within a repeated hour counts at its first occurrence, which may be over.
        while let candidate = firstTime(from: wall) {
            let moment = zone.moment(of: candidate)
            if moment.instant > instant { return Occurrence(instant: moment.instant, clock: moment.clock) }
            wall = WallTime(minutes: candidate.minutes + 1)
        }
        return nil
    }

    /// Minutes of every hour: whenever the clock shows one.
    private func nextElapsed(after instant: Date, in zone: ZoneName) -> Occurrence? {
        var second = (Int(instant.timeIntervalSince1970.rounded(.down))).floorDivided(by: 60) * 60 + 60
        let end = second + Self.horizon * 86400
        while second <= end {
            let moment = Date(timeIntervalSince1970: Double(second))
            let wall = zone.wall(at: moment)
            if !matches(wall.date) {
                guard let day = firstDay(after: wall.date) else { return nil }
                let start = zone.moment(of: WallTime(day, minute: 0)).instant
                second = max(second + 60, Int(start.timeIntervalSince1970))
            } else if minutes.contains(wall.minute) {
                return Occurrence(instant: moment, clock: zone.clock(at: moment))
            } else {
                let wait = ((minutes.first(from: wall.minute) ?? 60) - wall.minute) * 60
                let isSteady = zone.offset(at: moment) == zone.offset(at: moment.addingTimeInterval(Double(wait)))
                second += isSteady ? wait : 60
            }
        }
        return nil
    }
}
