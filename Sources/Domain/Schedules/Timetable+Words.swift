extension Timetable {
    /// The timetable in words, for example «every weekday at 02:30 Europe/Berlin».
    public var words: String {
        switch timing {
        case .cron(let expression): "\(expression.words) \(zone)"
        case .interval(let minutes, let start):
            "every \(Words.span(minutes: minutes)) from \(Self.written(start)) \(zone)"
        case .once(let wall): "once at \(Self.written(wall)) \(zone)"
        }
    }

    private static func written(_ wall: WallTime) -> String { "\(wall.date) \(WallTime.clock(wall.minuteOfDay))" }
}
