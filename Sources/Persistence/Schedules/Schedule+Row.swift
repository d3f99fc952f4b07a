import Domain
import Postgres

extension Schedule {
    static let columns: SQL = """
        id, name, action, timing, cron, interval_minutes, starts_at, zone, selection, device_ids, tags, windows,
        blackouts, misfire, grace_minutes, overlap, is_enabled, next_due_at, created_at, updated_at, updated_by,
        \(.userName(of: "updated_by", as: "updated_by_name"))
        """

    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), terms: try ScheduleTerms(row: row), isEnabled: try row.decode("is_enabled"),
            nextDueAt: try row.decode("next_due_at"), createdAt: try row.decode("created_at"),
            updatedAt: try row.decode("updated_at"), updatedBy: try row.user("updated_by", "updated_by_name"))
    }
}

extension ScheduleTerms {
    init(row: Row) throws(PostgresError) {
        let timing: ScheduleTiming =
            switch try row.decode("timing", as: ScheduleTiming.Kind.self) {
            case .cron: .cron(try row.decode("cron"))
            case .interval:
                .interval(minutes: try row.decode("interval_minutes"), start: try row.decode("starts_at"))
            case .once: .once(try row.decode("starts_at"))
            }
        let selection: ScheduleSelection =
            switch try row.decode("selection", as: ScheduleSelection.Kind.self) {
            case .devices: .devices(try row.decode("device_ids"))
            case .tags: .tags(try row.decode("tags"))
            case .all: .all
            }
        self.init(
            name: try row.decode("name"), action: try row.decode("action"), selection: selection,
            timetable: Timetable(timing: timing, zone: try row.decode("zone")),
            rules: ScheduleRules(
                windows: try row.json("windows"), blackouts: try row.json("blackouts"),
                misfire: try row.decode("misfire"), graceMinutes: try row.decode("grace_minutes")),
            overlap: try row.decode("overlap"))
    }

    /// The columns of the terms and their values, in the same order.
    func assignments() throws(Problem) -> [(column: SQL, value: SQL)] {
        let (cron, minutes, start): (CronExpression?, Int?, WallTime?) =
            switch timetable.timing {
            case .cron(let expression): (expression, nil, nil)
            case .interval(let minutes, let start): (nil, minutes, start)
            case .once(let start): (nil, nil, start)
            }
        let (devices, tags): ([Device.ID], [Tag]) =
            switch selection {
            case .devices(let ids): (ids, [])
            case .tags(let tags): ([], tags)
            case .all: ([], [])
            }
        let windows = try JSONText(encoding: rules.windows)
        let blackouts = try JSONText(encoding: rules.blackouts)
        return [
            ("name", "\(name.storable)"), ("action", "\(action)"), ("timing", "\(timetable.timing.kind)"),
            ("cron", "\(cron)"), ("interval_minutes", "\(minutes)"), ("starts_at", "\(start)"),
            ("zone", "\(timetable.zone)"), ("selection", "\(selection.kind)"), ("device_ids", "\(devices)"),
            ("tags", "\(tags)"), ("windows", "\(windows)"), ("blackouts", "\(blackouts)"),
            ("misfire", "\(rules.misfire)"), ("grace_minutes", "\(rules.graceMinutes)"), ("overlap", "\(overlap)"),
        ]
    }
}
