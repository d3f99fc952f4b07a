extension CronExpression {
    /// Days that are looked through for a next time: 50 years, because a leap day returns to its weekday after at most 40.
    static let horizon = 50 * 366

    /// Whether a day is one of its days.
    ///
    /// When both day fields are restricted, either is enough; a field that begins with * is not restricted, and then
    /// both must match (crontab(5) of Vixie's cron as in Debian).
    func matches(_ date: CalendarDate) -> Bool {
        let (year, month, day) = date.parts
        guard months.contains(month) else { return false }
        let length = CalendarDate.length(ofMonth: month, in: year)
        let isDay = days.contains(day) || days.hasLastDay && day == length
        let isWeekday = matchesWeekday(date.weekday.rawValue, day: day, monthLength: length)
        return days.isStarred || weekdays.isStarred ? isDay && isWeekday : isDay || isWeekday
    }

    /// The first matching time on the clock, from this one on; `nil` when there is none within the horizon.
    func firstTime(from start: WallTime) -> WallTime? {
        guard let opening = minuteOfDay(from: 0) else { return nil }
        if matches(start.date), let minute = minuteOfDay(from: start.minuteOfDay) {
            return WallTime(start.date, minute: minute)
        }
        return firstDay(after: start.date).map { WallTime($0, minute: opening) }
    }

    /// The first matching day after this one.
    func firstDay(after date: CalendarDate) -> CalendarDate? {
        var day = date.days + 1
        let end = date.days + Self.horizon
        while day <= end {
            let candidate = CalendarDate(days: day)
            if matches(candidate) { return candidate }
            let (year, month, _) = candidate.parts
            // A month that does not match is passed as a whole.
            day = months.contains(month) ? day + 1 : CalendarDate(year: year, month: month + 1, day: 1).days
        }
        return nil
    }

    private func minuteOfDay(from start: Int) -> Int? {
        var hour = start / 60
        if hours.contains(hour), let minute = minutes.first(from: start % 60) { return hour * 60 + minute }
        hour += 1
        guard let next = hours.first(from: hour), let minute = minutes.first(from: 0) else { return nil }
        return next * 60 + minute
    }

    private func matchesWeekday(_ weekday: Int, day: Int, monthLength: Int) -> Bool {
        weekdays.contains(weekday) || weekdays.lastWeekdays.contains(weekday) && day + 7 > monthLength
            || weekdays.numberedWeekdays.contains { $0.weekday == weekday && $0.number == (day + 6) / 7 }
    }
}
