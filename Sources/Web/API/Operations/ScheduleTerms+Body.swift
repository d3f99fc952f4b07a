import Domain

extension ScheduleTerms {
    /// The body of a schedule.
    static let schema = JSONSchema.object(
        [
            JSONSchema.member("name", .string(maxLength: 100), "Unique, compared without case."),
            JSONSchema.member("action", .choice(of: ScheduleAction.self)),
            JSONSchema.member("selection", .choice(of: ScheduleSelection.Kind.self), "Looked up when it runs."),
            JSONSchema.optional("device_ids", .array(.id), "For `devices`.", isInExamples: false),
            JSONSchema.optional("tags", .array(.string(maxLength: 40)), "For `tags`: any of these."),
            JSONSchema.member("timing", .choice(of: ScheduleTiming.Kind.self)),
            JSONSchema.optional("cron", .nullable(.string(maxLength: 200)), "For `cron`: five fields, or a macro."),
            JSONSchema.optional(
                "interval_minutes", .nullable(.integer(minimum: 1, maximum: ScheduleTiming.intervalBounds.upperBound)),
                "For `interval`.", isInExamples: false),
            JSONSchema.optional(
                "starts_at", .nullable(.string(maxLength: 19)),
                "For `interval` and `once`: a time on the zone's clock, such as 2026-07-01T02:30.", isInExamples: false),
            JSONSchema.member("zone", .string(maxLength: 64), "Of the IANA database."),
        ] + rules)

    private static let rules = [
        JSONSchema.optional("windows", .array(.string(maxLength: 120)), "When it may run; none means always."),
        JSONSchema.optional("blackouts", .array(.string(maxLength: 140)), "Days without runs, each with a name."),
        JSONSchema.optional("misfire", .choice(of: ScheduleRules.Misfire.self), "`skip` when left out."),
        JSONSchema.optional(
            "grace_minutes",
            .integer(minimum: ScheduleRules.graceBounds.lowerBound, maximum: ScheduleRules.graceBounds.upperBound),
            "For how long a missed time may be made up for; 60 when left out."),
        JSONSchema.optional("overlap", .choice(of: Overlap.self), "`skip` when left out."),
    ]

    /// The terms in a body; a problem names every member that is wrong.
    init(_ body: JSONBody) throws {
        var problems: [FieldProblem] = []
        let reading = ScheduleReading(windows: body.texts("windows"), blackouts: body.texts("blackouts"))
        let timing: ScheduleTiming? =
            switch ScheduleTiming.Kind(rawValue: body.text("timing")) {
            case .interval:
                ScheduleReading.wall(body.text("starts_at"), "starts_at", &problems).map {
                    .interval(minutes: body.integer("interval_minutes") ?? 0, start: $0)
                }
            case .once: ScheduleReading.wall(body.text("starts_at"), "starts_at", &problems).map { .once($0) }
            case .cron, nil: ScheduleReading.cron(body.text("cron"), &problems).map { .cron($0) }
            }
        let selection: ScheduleSelection =
            switch ScheduleSelection.Kind(rawValue: body.text("selection")) {
            case .all: .all
            case .devices: .devices(body.ids("device_ids"))
            case .tags, nil: .tags(body.checkedTexts("tags", as: Tag.self, &problems))
            }
        let zone = reading.zone(body.text("zone"), &problems)
        var rules = reading.rules(&problems)
        rules.misfire = ScheduleRules.Misfire(rawValue: body.text("misfire")) ?? rules.misfire
        rules.graceMinutes = body.integer("grace_minutes") ?? rules.graceMinutes
        guard problems.isEmpty, let timing, let zone else { throw Problem.invalid(problems) }
        self.init(
            name: body.text("name"), action: ScheduleAction(rawValue: body.text("action")) ?? .backUp,
            selection: selection, timetable: Timetable(timing: timing, zone: zone), rules: rules,
            overlap: Overlap(rawValue: body.text("overlap")) ?? .skip)
    }
}
