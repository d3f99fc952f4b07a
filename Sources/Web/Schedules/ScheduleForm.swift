import Domain

/// What a person typed about a schedule, as text, so that nothing is lost when some of it is wrong.
struct ScheduleForm: Sendable {
    var name = ""
    var action = ScheduleAction.backUp.rawValue
    var selection = ScheduleSelection.Kind.tags.rawValue
    var devices: [String] = []
    var tags: [String] = []
    var timing = ScheduleTiming.Kind.cron.rawValue
    var cron = "30 2 * * MON-FRI"
    var interval = "6"
    /// minutes, hours or days.
    var unit = "hours"
    var intervalStart = ""
    var onceAt = ""
    var zone = ZoneName.utc.text
    /// One a line.
    var windows = ""
    var blackouts = ""
    var misfire = ScheduleRules.Misfire.skip.rawValue
    var grace = "60"
    var overlap = ScheduleTerms.Overlap.skip.rawValue

    /// The fields of an empty form; an interval would begin at this time.
    init(start: WallTime) {
        intervalStart = start.text
    }

    /// The fields as sent.
    init(_ body: FormBody) {
        name = body.text("name")
        action = body.text("action")
        selection = body.text("selection")
        devices = body.all("device")
        tags = body.all("tag")
        timing = body.text("timing")
        cron = body.text("cron")
        interval = body.text("interval")
        unit = body.text("unit")
        intervalStart = body.text("interval_start")
        onceAt = body.text("once_at")
        zone = body.text("zone")
        windows = body.raw("windows")
        blackouts = body.raw("blackouts")
        misfire = body.text("misfire")
        grace = body.text("grace_minutes")
        overlap = body.text("overlap")
    }

    /// The fields of a schedule as it is.
    init(_ terms: ScheduleTerms) {
        name = terms.name
        action = terms.action.rawValue
        selection = terms.selection.kind.rawValue
        switch terms.selection {
        case .devices(let ids): devices = ids.map(\.description)
        case .tags(let tags): self.tags = tags.map(\.text)
        case .all: break
        }
        timing = terms.timetable.timing.kind.rawValue
        switch terms.timetable.timing {
        case .cron(let expression): cron = expression.text
        case .interval(let minutes, let start):
            (interval, unit) = Self.written(minutes)
            intervalStart = start.text
        case .once(let wall): onceAt = wall.text
        }
        zone = terms.timetable.zone.text
        windows = terms.rules.windows.map(\.description).joined(separator: "\n")
        blackouts = terms.rules.blackouts.map(\.description).joined(separator: "\n")
        misfire = terms.rules.misfire.rawValue
        grace = String(terms.rules.graceMinutes)
        overlap = terms.overlap.rawValue
    }

    /// The units of an interval, in minutes.
    static let units = ["minutes": 1, "hours": 60, "days": 1440]

    private static func written(_ minutes: Int) -> (String, String) {
        if minutes % 1440 == 0 { return (String(minutes / 1440), "days") }
        return minutes % 60 == 0 ? (String(minutes / 60), "hours") : (String(minutes), "minutes")
    }
}
