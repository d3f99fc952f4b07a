public import Foundation

extension ZoneName {
    /// When a wall-clock time happens, and what the zone's rule did to it.
    public struct Moment: Sendable, Hashable {
        /// For a time that is skipped, the first instant after the gap; for one that comes twice, the first.
        public let instant: Date
        public let clock: ClockRule
    }

    /// What the clock on the wall shows at an instant, rounded down to the minute.
    public func wall(at instant: Date) -> WallTime {
        let seconds = Int(instant.timeIntervalSince1970.rounded(.down)) + offset(at: instant)
        return WallTime(minutes: seconds.floorDivided(by: 60))
    }

    /// Seconds east of UTC at an instant.
    public func offset(at instant: Date) -> Int { timeZone.secondsFromGMT(for: instant) }

    /// When the clock shows this.
    public func moment(of wall: WallTime) -> Moment {
        let local = wall.minutes * 60
        // No zone is further than a day from UTC, so the offsets around a change stand at these two instants.
        let before = offset(atSecond: local - 86400)
        let after = offset(atSecond: local + 86400)
        let isBefore = offset(atSecond: local - before) == before
        let isAfter = offset(atSecond: local - after) == after
        if isBefore && isAfter && before != after {
            return Moment(local - max(before, after), .repeated(isFirst: true))
        }
        if isBefore { return Moment(local - before, .ordinary) }
        if isAfter { return Moment(local - after, .ordinary) }
        return Moment(firstSecond(after: local - max(before, after), from: before), .skipped(wall))
    }

    /// What the rule says of an instant at which a clock-following schedule runs.
    func clock(at instant: Date) -> ClockRule {
        let moment = moment(of: wall(at: instant))
        guard case .repeated = moment.clock else { return .ordinary }
        return .repeated(isFirst: instant.timeIntervalSince(moment.instant) < 60)
    }

    /// The first second at which the old offset does not hold any more; it lies within a day.
    private func firstSecond(after start: Int, from before: Int) -> Int {
        var low = start
        var high = start + 86400
        while low < high {
            let middle = (low + high) / 2
            if offset(atSecond: middle) == before { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func offset(atSecond second: Int) -> Int {
        offset(at: Date(timeIntervalSince1970: Double(second)))
    }
}

extension ZoneName.Moment {
    fileprivate init(_ second: Int, _ clock: ClockRule) {
        self.init(instant: Date(timeIntervalSince1970: Double(second)), clock: clock)
    }
}
