import Domain

extension ScheduleForm {
    /// The terms; a problem names every field that is wrong.
    func terms() throws -> ScheduleTerms {
        var problems: [FieldProblem] = []
        let reading = ScheduleReading(windows: Self.lines(windows), blackouts: Self.lines(blackouts))
        let action = Self.choice(self.action, "action", ScheduleAction.backUp, &problems)
        let selection = selection(&problems)
        let timing = timing(&problems)
        let zone = reading.zone(self.zone, &problems)
        var rules = reading.rules(&problems)
        rules.misfire = Self.choice(misfire, "misfire", .skip, &problems)
        if let minutes = Int(grace) {
            rules.graceMinutes = minutes
        } else {
            problems.append(FieldProblem("grace_minutes", "Give the grace as a whole number of minutes."))
        }
        let overlap = Self.choice(self.overlap, "overlap", ScheduleTerms.Overlap.skip, &problems)
        guard problems.isEmpty, let timing, let zone else { throw Problem.invalid(problems) }
        return ScheduleTerms(
            name: name, action: action, selection: selection, timetable: Timetable(timing: timing, zone: zone),
            rules: rules, overlap: overlap)
    }

    /// The problem with its fields named as in this form.
    func renamed(_ problem: Problem) -> Problem {
        problem.renamingFields([
            "device_ids": "device", "tags": "tag", "interval_minutes": "interval",
            "starts_at": timing == ScheduleTiming.Kind.once.rawValue ? "once_at" : "interval_start",
        ])
    }

    private func selection(_ problems: inout [FieldProblem]) -> ScheduleSelection {
        switch Self.choice(selection, "selection", ScheduleSelection.Kind.tags, &problems) {
        case .all: return .all
        case .devices: return .devices(devices.compactMap { Device.ID($0) })
        case .tags: return .tags(tags.compactMap { Tag($0) })
        }
    }

    private func timing(_ problems: inout [FieldProblem]) -> ScheduleTiming? {
        switch Self.choice(timing, "timing", ScheduleTiming.Kind.cron, &problems) {
        case .cron: return ScheduleReading.cron(cron, &problems).map { .cron($0) }
        case .interval:
            let start = ScheduleReading.wall(intervalStart, "interval_start", &problems)
            // A factor of 10,000 years is refused by the service; more would not be a number any more.
            guard let number = Int(interval), number > 0, number < 1_000_000, let unit = Self.units[unit] else {
                problems.append(FieldProblem("interval", "Give a whole number from 1 on."))
                return nil
            }
            return start.map { .interval(minutes: number * unit, start: $0) }
        case .once: return ScheduleReading.wall(onceAt, "once_at", &problems).map { .once($0) }
        }
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }.map(String.init).filter { !$0.isEmpty }
    }

    private static func choice<Choice: RawRepresentable<String>>(
        _ text: String, _ field: String, _ otherwise: Choice, _ problems: inout [FieldProblem]
    ) -> Choice {
        if let choice = Choice(rawValue: text) { return choice }
        problems.append(FieldProblem(field, "Choose one of these."))
        return otherwise
    }
}
