/// Minutes at which something happens, written as in crontab(5): minute, hour, day of month, month, day of week.
///
/// Names, ranges, lists, steps, `L`, `#`, `?` and the macros from `@hourly` to `@yearly` are understood.
public struct CronExpression: Sendable, Hashable, CustomStringConvertible {
    /// As a person wrote it, without superfluous spaces.
    public let text: String
    let minutes: CronSet
    let hours: CronSet
    let days: CronSet
    let months: CronSet
    let weekdays: CronSet

    /// The shortest and longest texts that are looked at.
    static let maxLength = 200

    static let macros = [
        "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
        "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
    ]

    /// Reads an expression; the error names the field, the text and what is allowed.
    public init(_ written: String) throws(CronError) {
        let words = written.prefix(Self.maxLength + 1).split { $0 == " " || $0 == "\t" }.map(String.init)
        let text = words.joined(separator: " ")
        guard text.utf8.count <= Self.maxLength else {
            throw CronError(
                .fieldCount, field: nil, text: "", "The expression is longer than \(Self.maxLength) characters.")
        }
        self.text = text
        if text.hasPrefix("@") {
            guard let expanded = Self.macros[text.lowercased()] else {
                throw CronError(
                    .unknownMacro, field: nil, text: text,
                    "«\(text)» is not known. Known are @hourly, @daily, @weekly, @monthly and @yearly.")
            }
            let meaning = try CronExpression(expanded)
            (minutes, hours, days) = (meaning.minutes, meaning.hours, meaning.days)
            (months, weekdays) = (meaning.months, meaning.weekdays)
            return
        }
        guard words.count == 5 else {
            throw CronError(
                .fieldCount, field: nil, text: text,
                "A cron expression has five fields: minute, hour, day of month, month, day of week. "
                    + (text.isEmpty ? "This one is empty." : "«\(text)» has \(words.count)."))
        }
        minutes = try CronSet(words[0], .minute)
        hours = try CronSet(words[1], .hour)
        days = try CronSet(words[2], .dayOfMonth)
        months = try CronSet(words[3], .month)
        weekdays = try CronSet(words[4], .dayOfWeek)
    }

    /// The text.
    public var description: String { text }

    /// Whether it runs in every hour of a day on which it runs; then it follows elapsed time when clocks change.
    public var isEveryHour: Bool { hours.values.count == 24 }
}
