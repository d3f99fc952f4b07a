public import Foundation

extension ScheduleAgenda {
    /// Due times of one reason that get a decision of their own; what is older is put together in one.
    static let mostSingly = 20
    /// Due times that are counted one by one after a long outage; of more only this many are counted.
    static let mostCounted = 50_000

    /// Decides every due time from `first` to `now`.
    ///
    /// What may be made up for becomes one run, that of the newest; runs on time stay runs of their own.
    public func decide(from first: Date, at now: Date) -> ScheduleDecisions {
        var taken: [ScheduleDecision] = []
        var missed: [(due: Date, cause: MissedCause)] = []
        var due: Date? = first
        var counted = 0
        while let moment = due, moment <= now {
            switch verdict(of: moment, at: now) {
            case .onTime:
                taken += missed.map { ScheduleDecision(due: $0.due, .collapsed(into: moment)) }
                missed = []
                taken.append(ScheduleDecision(due: moment, .onTime))
            case .skipped(let cause): taken.append(ScheduleDecision(due: moment, .skipped(cause)))
            case .late(let open, let cause):
                if open > now {
                    // It waits for its window, and everything after it with it.
                    return ScheduleDecisions(
                        decisions: Self.gathered(taken + made(missed)), nextDue: moment, wakesAt: open)
                }
                missed.append((moment, cause))
            }
            counted += 1
            due = timetable.next(after: counted == Self.mostCounted ? max(moment, oldestOfUse(now)) : moment)?.instant
        }
        return ScheduleDecisions(decisions: Self.gathered(taken + made(missed)), nextDue: due, wakesAt: due)
    }

    /// Before this, whatever was missed is too late by now.
    private func oldestOfUse(_ now: Date) -> Date {
        now.addingTimeInterval(-max(Double(rules.graceMinutes) * 60, ScheduleRules.punctuality) - 1)
    }

    /// One run for everything missed.
    private func made(_ missed: [(due: Date, cause: MissedCause)]) -> [ScheduleDecision] {
        guard let last = missed.last else { return [] }
        return missed.dropLast().map { ScheduleDecision(due: $0.due, .collapsed(into: last.due)) }
            + [ScheduleDecision(due: last.due, .late(last.cause))]
    }

    /// The decisions in order, with the oldest of a long row of the same put together.
    private static func gathered(_ decisions: [ScheduleDecision]) -> [ScheduleDecision] {
        var rows: [[ScheduleDecision]] = []
        for decision in decisions {
            if let last = rows.last?.last, last.outcome == decision.outcome, decision.outcome.canBeGathered {
                rows[rows.count - 1].append(decision)
            } else {
                rows.append([decision])
            }
        }
        return rows.flatMap { row -> [ScheduleDecision] in
            guard row.count > mostSingly else { return row }
            let old = row.dropLast(mostSingly - 1)
            guard let first = old.first, let last = old.last else { return row }
            let one = ScheduleDecision(due: last.due, firstDue: first.due, count: old.count, last.outcome)
            return [one] + row.suffix(mostSingly - 1)
        }
    }
}

extension ScheduleDecision.Outcome {
    fileprivate var canBeGathered: Bool {
        switch self {
        case .onTime, .late: false
        case .skipped, .collapsed: true
        }
    }
}
