import Domain

/// Reads the written parts of a schedule, from the form and from the API alike; a problem names its field.
struct ScheduleReading {
    let windows: [String]
    let blackouts: [String]

    static func cron(_ text: String, _ problems: inout [FieldProblem]) -> CronExpression? {
        do {
            return try CronExpression(text)
        } catch {
            problems.append(FieldProblem("cron", error.description))
            return nil
        }
    }

    static func wall(_ text: String, _ field: String, _ problems: inout [FieldProblem]) -> WallTime? {
        if let wall = WallTime(text) { return wall }
        problems.append(FieldProblem(field, "It \(WallTime.rule)."))
        return nil
    }

    func zone(_ text: String, _ problems: inout [FieldProblem]) -> ZoneName? {
        if let zone = ZoneName(text) { return zone }
        problems.append(FieldProblem("zone", "It \(ZoneName.rule)."))
        return nil
    }

    /// Rules with the windows and blackouts; of the wrong ones the first is named.
    func rules(_ problems: inout [FieldProblem]) -> ScheduleRules {
        var rules = ScheduleRules()
        rules.windows = Self.all(windows, "windows", ScheduleWindow.rule, ScheduleWindow.init(_:), &problems)
        rules.blackouts = Self.all(blackouts, "blackouts", Blackout.rule, Blackout.init(_:), &problems)
        return rules
    }

    private static func all<Part>(
        _ texts: [String], _ field: String, _ rule: String, _ read: (String) -> Part?,
        _ problems: inout [FieldProblem]
    ) -> [Part] {
        var parts: [Part] = []
        for (index, text) in texts.enumerated() {
            guard let part = read(text) else {
                problems.append(FieldProblem(field, "Line \(index + 1), «\(text.prefix(60))», \(rule)."))
                return []
            }
            parts.append(part)
        }
        return parts
    }
}
