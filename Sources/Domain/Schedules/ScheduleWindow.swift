public import Foundation

/// Hours of the week in which a schedule may run, written `MON-FRI 22:00-06:00` or with a zone behind it.
public struct ScheduleWindow: Sendable, Hashable, CustomStringConvertible {
    /// The days on which it opens, in the order of the week; never empty.
    public let days: [Weekday]
    /// Minutes after midnight, 0 to 1439.
    public let from: Int
    /// Minutes after midnight, 1 to 1440; not later than `from` means on the day after.
    public let to: Int
    /// The clock that counts; none for the schedule's own.
    public let zone: ZoneName?

    /// The form of a window, for a sentence.
    public static let rule =
        "must look like MON-FRI 22:00-06:00, with a time zone behind it if it is not the schedule's"

    /// `nil` without days, and for minutes outside their bounds.
    public init?(days: [Weekday], from: Int, to: Int, zone: ZoneName?) {
        guard !days.isEmpty, (0..<1440).contains(from), (1...1440).contains(to) else { return nil }
        self.days = Weekday.fromMonday.filter(days.contains)
        self.from = from
        self.to = to
        self.zone = zone
    }

    /// Reads the written form; the days are those of cron's last field, or `daily`.
    public init?(_ text: String) {
        let words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
        guard (2...3).contains(words.count) else { return nil }
        var zone: ZoneName?
        if words.count == 3 {
            guard let named = ZoneName(words[2]) else { return nil }
            zone = named
        }
        let times = words[1].split(separator: "-", omittingEmptySubsequences: false)
        guard times.count == 2, let from = WallTime.minute(times[0]), let days = Self.days(words[0]),
            let to = times[1] == "24:00" ? 1440 : WallTime.minute(times[1])
        else { return nil }
        self.init(days: days, from: from, to: to == 0 ? 1440 : to, zone: zone)
    }

    /// The written form, which can be read again.
    public var description: String {
        let names = days.count == 7 ? "daily" : Self.written(days)
        return "\(names) \(WallTime.clock(from))-\(WallTime.clock(to))\(zone.map { " \($0)" } ?? "")"
    }

    /// Whether it goes on over midnight.
    public var isOverMidnight: Bool { to <= from }

    /// Whether it is open at an instant; `zone` is the schedule's.
    public func isOpen(at instant: Date, in zone: ZoneName) -> Bool {
        let wall = (self.zone ?? zone).wall(at: instant)
        let minute = wall.minuteOfDay
        let weekday = wall.date.weekday
        guard isOverMidnight else { return days.contains(weekday) && (from..<to).contains(minute) }
        return days.contains(weekday) && minute >= from || days.contains(weekday.previous) && minute < to
    }

    /// When it opens next, at or after an instant; `nil` when clock changes swallow every opening of the next two weeks.
    func nextOpening(from instant: Date, in zone: ZoneName) -> Date? {
        let clock = self.zone ?? zone
        let today = clock.wall(at: instant).date
        for offset in 0...14 {
            let date = CalendarDate(days: today.days + offset)
            guard days.contains(date.weekday) else { continue }
            let opening = clock.moment(of: WallTime(date, minute: from)).instant
            if opening >= instant, isOpen(at: opening, in: zone) { return opening }
        }
        return nil
    }

    private static func days(_ text: String) -> [Weekday]? {
        if text.lowercased() == "daily" { return Weekday.allCases }
        // try?: the caller says what a window must look like, whatever is wrong with its days.
        guard let set = try? CronSet(text, .dayOfWeek), set.lastWeekdays.isEmpty, set.numberedWeekdays.isEmpty
        else { return nil }
        return set.values.compactMap(Weekday.init)
    }

    /// The days with runs of three and more as ranges.
    static func written(_ days: [Weekday]) -> String {
        var runs: [[Weekday]] = []
        for day in days {
            if let last = runs.last?.last, last == day.previous {
                runs[runs.count - 1].append(day)
            } else {
                runs.append([day])
            }
        }
        return runs.map { run in
            if run.count >= 3, let first = run.first, let last = run.last {
                return "\(first.shortName)-\(last.shortName)"
            }
            return run.map(\.shortName).joined(separator: ",")
        }.joined(separator: ",")
    }
}

extension ScheduleWindow: Codable {
    /// Decodes the written form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let window = ScheduleWindow(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: Self.rule)
        }
        self = window
    }

    /// Encodes the written form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
