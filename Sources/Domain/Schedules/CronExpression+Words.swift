extension CronExpression {
    /// The expression in words, for example «every weekday at 02:30»; the zone is left to the caller.
    public var words: String {
        let time = timeWords
        let day = dayWords
        let months = months.values.count == 12 ? "" : " in \(Words.list(months.map { Words.months[$0 - 1] }))"
        if day == "every day", time.isOften { return time.text + months }
        return time.isOften ? "\(time.text), \(day)\(months)" : "\(day)\(months) \(time.text)"
    }

    /// When on a day; often means more than a few times.
    private var timeWords: (text: String, isOften: Bool) {
        let (minutes, hours) = (minutes.values, hours.values)
        if hours.count * minutes.count <= 4 {
            let times = hours.flatMap { hour in minutes.map { WallTime.clock(hour * 60 + $0) } }
            return ("at \(Words.list(times))", false)
        }
        if isEveryHour { return (everyHour(minutes), true) }
        let step = Words.step(hours, through: 23)
        if let step, hours.first == 0, minutes.count == 1, let minute = minutes.first {
            return ("every \(step) hours" + (minute == 0 ? "" : " at \(Words.minute(minute)) past the hour"), true)
        }
        let spans = Words.spans(hours).map { span in
            "\(span.lowerBound.padded(2)):00 to \(span.upperBound.padded(2)):59"
        }
        return ("\(everyHour(minutes)) from \(Words.list(spans))", true)
    }

    private func everyHour(_ minutes: [Int]) -> String {
        if minutes == [0] { return "every hour" }
        if minutes.count == 60 { return "every minute" }
        if let step = Words.step(minutes, through: 59), minutes.first == 0, 60 % step == 0 {
            return "every \(step) minutes"
        }
        return "every hour at minute\(minutes.count == 1 ? "" : "s") \(Words.list(minutes.map(String.init)))"
    }

    private var dayWords: String {
        let anyDay = days.values.count == 31
        let anyWeekday = weekdays.values.count == 7
        // Vixie's rule: either is enough, unless one of the fields begins with *.
        guard days.isStarred || weekdays.isStarred else {
            return anyDay || anyWeekday ? "every day" : "\(monthDayWords) and \(weekdayWords)"
        }
        if anyDay { return anyWeekday ? "every day" : weekdayWords }
        if anyWeekday { return monthDayWords }
        let weekday = weekdayWords.replacing("every ", with: "a ").replacing("on the", with: "the")
        return "\(monthDayWords) if that is \(weekday.replacing(" and ", with: " or "))"
    }

    private var weekdayWords: String {
        let values = weekdays.values
        if values == [1, 2, 3, 4, 5], weekdays.isPlain { return "every weekday" }
        if values == [0, 6], weekdays.isPlain { return "every Saturday and Sunday" }
        let title = { (value: Int) in Weekday.allCases[value % 7].title }
        var parts: [String] = []
        if !values.isEmpty {
            let monday = values.sorted { ($0 + 6) % 7 < ($1 + 6) % 7 }
            parts.append("every \(Words.list(monday.map(title)))")
        }
        parts += weekdays.numberedWeekdays.map {
            "on the \(Words.ordinals[$0.number - 1]) \(title($0.weekday)) of the month"
        }
        parts += weekdays.lastWeekdays.map { "on the last \(title($0)) of the month" }
        return Words.list(parts)
    }

    private var monthDayWords: String {
        var parts: [String] = []
        if !days.values.isEmpty {
            parts.append("day\(days.values.count == 1 ? "" : "s") \(Words.list(days.values.map(String.init)))")
        }
        if days.hasLastDay { parts.append("the last day") }
        return "on \(Words.list(parts)) of the month"
    }
}

extension CronSet {
    /// Whether it holds plain numbers only.
    fileprivate var isPlain: Bool { lastWeekdays.isEmpty && numberedWeekdays.isEmpty && !hasLastDay }

    fileprivate func map<T>(_ transform: (Int) -> T) -> [T] { values.map(transform) }
}
