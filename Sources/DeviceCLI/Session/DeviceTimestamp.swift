/// Reads the date and time of RFC 3339 section 5.6, as devices tell their clocks.
public enum DeviceTimestamp {
    /// Seconds since 1970, fractions cut off; nil when it is none.
    public static func seconds(_ text: String) -> Int? {
        let pattern = #/(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d{1,18})?(?:([Zz])|([+\-])(\d\d):(\d\d))/#
        guard text.utf8.count <= 64, let match = text.wholeMatch(of: pattern) else { return nil }
        let numbers = [match.1, match.2, match.3, match.4, match.5, match.6].compactMap { Int($0) }
        guard numbers.count == 6, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else { return nil }
        var offset = 0
        if let sign = match.8, let hours = match.9.flatMap({ Int($0) }), let minutes = match.10.flatMap({ Int($0) }) {
            offset = (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
        }
        let time = numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
        return self.days(numbers[0], numbers[1], numbers[2]) * 86_400 + time - offset
    }

    /// Seconds from one time to a later one; nil when one of them is none, or they are the other way round.
    public static func seconds(from start: String?, to end: String?) -> Int? {
        guard let start = start.flatMap(self.seconds), let end = end.flatMap(self.seconds), end >= start else {
            return nil
        }
        return end - start
    }

    /// Days since 1970-01-01 in the Gregorian calendar; the year begins in March, so that the leap day comes last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return 365 * year + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}
