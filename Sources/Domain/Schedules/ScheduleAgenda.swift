public import Foundation

/// A timetable under its rules: what becomes of each time at which a schedule is due.
public struct ScheduleAgenda: Sendable, Hashable {
    public let timetable: Timetable
    public let rules: ScheduleRules

    /// An agenda.
    public init(timetable: Timetable, rules: ScheduleRules) {
        self.timetable = timetable
        self.rules = rules
    }

    /// What becomes of one due time.
    public enum Verdict: Sendable, Hashable {
        /// It runs at its time.
        case onTime
        /// It is made up for, not before this instant.
        case late(Date, because: MissedCause)
        case skipped(SkipCause)
    }

    /// Why something did not run at its time.
    public enum MissedCause: Sendable, Hashable {
        /// No worker looked at it in time.
        case notLookedAt
        case windowClosed
    }

    /// Why something does not run at all.
    public enum SkipCause: Sendable, Hashable {
        case blackout(String)
        /// Missed, and the policy is to skip.
        case missed(MissedCause)
        /// Missed, and the grace does not reach to a time at which it may run.
        case tooLate(MissedCause)
    }

    /// What becomes of a due time when it is looked at at `now`.
    public func verdict(of due: Date, at now: Date) -> Verdict {
        let zone = timetable.zone
        if let blackout = rules.blackout(at: due, in: zone) { return .skipped(.blackout(blackout.name)) }
        let isOpen = rules.isOpen(at: due, in: zone)
        if isOpen, now.timeIntervalSince(due) <= ScheduleRules.punctuality { return .onTime }
        let cause: MissedCause = isOpen ? .notLookedAt : .windowClosed
        guard rules.misfire == .runOnce else { return .skipped(.missed(cause)) }
        let limit = due.addingTimeInterval(Double(rules.graceMinutes) * 60)
        guard let moment = rules.firstOpen(from: max(due, now), to: limit, in: zone) else {
            return .skipped(.tooLate(cause))
        }
        return .late(moment, because: cause)
    }

    /// One of the coming due times, if the program is there when it comes.
    public struct Entry: Sendable, Hashable {
        public let due: Occurrence
        public let verdict: Verdict
    }

    /// The coming due times until `runs` of them run; at most `limit` in all. Those made up for together are one run.
    public func upcoming(after instant: Date, runs: Int, limit: Int) -> [Entry] {
        var entries: [Entry] = []
        var moments: Set<Date> = []
        var last = instant
        while entries.count < limit, let due = timetable.next(after: last) {
            let verdict = verdict(of: due.instant, at: due.instant)
            let moment: Date? =
                switch verdict {
                case .onTime: due.instant
                case .late(let moment, _): moment
                case .skipped: nil
                }
            if let moment, moments.insert(moment).inserted, moments.count > runs { break }
            entries.append(Entry(due: due, verdict: verdict))
            last = due.instant
        }
        // What is skipped behind the last run says nothing any more.
        while moments.count >= runs, case .skipped = entries.last?.verdict { entries.removeLast() }
        return entries
    }

    /// The next instant at which it runs, looking through at most 2,000 due times that do not.
    public func nextRun(after instant: Date) -> Date? {
        var last = instant
        for _ in 0..<2000 {
            guard let due = timetable.next(after: last)?.instant else { return nil }
            switch verdict(of: due, at: due) {
            case .onTime: return due
            case .late(let moment, _): return moment
            case .skipped: last = max(due, endOfSkipping(from: due))
            }
        }
        return nil
    }

    /// Everything due between a skipped due time and this instant is skipped too.
    private func endOfSkipping(from due: Date) -> Date {
        let zone = timetable.zone
        if let blackout = rules.blackout(at: due, in: zone) {
            let next = WallTime(CalendarDate(days: blackout.last.days + 1), minute: 0)
            return zone.moment(of: next).instant.addingTimeInterval(-1)
        }
        guard let opening = rules.windows.compactMap({ $0.nextOpening(from: due, in: zone) }).min() else { return due }
        let grace = rules.misfire == .runOnce ? Double(rules.graceMinutes) * 60 : 0
        return opening.addingTimeInterval(-grace - 1)
    }
}
