import Domain
import Foundation
import Testing

struct CronExpressionTests {
    @Test(arguments: [
        ("61 * * * *", "Minute: «61» is out of range. Allowed is 0 to 59, as in 30, 0,30, 10-20 or */5."),
        ("0 24 * * *", "Hour: «24» is out of range. Allowed is 0 to 23, as in 2, 8,12, 8-17 or */2."),
        (
            "0 0 0 * *",
            "Day of month: «0» is out of range. Allowed is 1 to 31, L for the last day, or ? for any, as in 1, 1,15, 1-7 or L."
        ),
        (
            "0 0 * JANUARY *",
            "Month: «JANUARY» cannot be read. Allowed is 1 to 12 or JAN to DEC, as in 6, JAN,JUL or MAR-OCT."
        ),
        (
            "0 0 * * MON#6",
            "Day of week: «MON#6» needs a number from 1 to 5 after #. Allowed is 0 to 7 (0 and 7 are Sunday) or "
                + "SUN to SAT, ? for any, as in MON-FRI, MON#2 (second Monday) or 5L (last Friday)."
        ),
        (
            "*/0 * * * *",
            "Minute: «*/0» needs a step from 1 to 59 after /. Allowed is 0 to 59, as in 30, 0,30, 10-20 or */5."
        ),
        (
            "? * * * *",
            "Minute: «?» is possible in the day fields only. Allowed is 0 to 59, as in 30, 0,30, 10-20 or */5."
        ),
        (
            "0 22-6 * * *",
            "Hour: «22-6» begins after its end; divide it in two, such as 22-23,0-6. "
                + "Allowed is 0 to 23, as in 2, 8,12, 8-17 or */2."
        ),
        (
            "0 1,,2 * * *",
            "Hour: «1,,2» has an empty place in its list. Allowed is 0 to 23, as in 2, 8,12, 8-17 or */2."
        ),
        (
            "0 0 * *",
            "A cron expression has five fields: minute, hour, day of month, month, day of week. «0 0 * *» has 4."
        ),
        (
            "",
            "A cron expression has five fields: minute, hour, day of month, month, day of week. This one is empty."
        ),
        ("@reboot", "«@reboot» is not known. Known are @hourly, @daily, @weekly, @monthly and @yearly."),
    ])
    func `an error names the field, the text and what is allowed`(text: String, sentence: String) {
        #expect { try CronExpression(text) } throws: { error in
            (error as? CronError)?.description == sentence
        }
    }

    @Test(arguments: [
        "* * * *  * *", "a * * * *", "-1 * * * *", "1-2-3 * * * *", "1/2/3 * * * *", "L * * * *", "0 0 L-3 * *",
        "0 0 LW * *", "0 0 * * L", "0 0 * * 8", "0 0 * * MON#", "0 0 * * #2", "0 0 * * MON#2#3", "0 0 * 13 *",
        "0 0 32 * *", "1- * * * *", "*-5 * * * *", "0 0 * * 8L", "0 0 * FEB#2 *", "١ * * * *", "0 0 * * MON/0",
        "99999999999999999999 * * * *", String(repeating: "1,", count: 200) + "1 * * * *",
    ])
    func `what is no cron is refused`(text: String) {
        #expect(throws: CronError.self) { try CronExpression(text) }
    }

    @Test(arguments: [
        (
            "0 0 1 * MON",
            ["2026-07-06T00:00", "2026-07-13T00:00", "2026-07-20T00:00", "2026-07-27T00:00", "2026-08-01T00:00"]
        ),
        ("0 0 */10 * MON", ["2026-08-31T00:00", "2026-09-21T00:00"]),
        ("0 0 ? * FRI", ["2026-07-03T00:00", "2026-07-10T00:00"]),
        ("0 0 L * ?", ["2026-07-31T00:00", "2026-08-31T00:00", "2026-09-30T00:00"]),
        ("0 0 * * 5L", ["2026-07-31T00:00", "2026-08-28T00:00"]),
        ("0 0 * * FRIL", ["2026-07-31T00:00", "2026-08-28T00:00"]),
        ("0 0 * * MON#2", ["2026-07-13T00:00", "2026-08-10T00:00"]),
        ("0 0 * * mon#1,Tue#1", ["2026-07-06T00:00", "2026-07-07T00:00", "2026-08-03T00:00"]),
        ("0 12 29 2 *", ["2028-02-29T12:00", "2032-02-29T12:00"]),
        ("0 0 * * FRI-SUN", ["2026-07-03T00:00", "2026-07-04T00:00", "2026-07-05T00:00", "2026-07-10T00:00"]),
        ("50/5 23 * * *", ["2026-07-01T23:50", "2026-07-01T23:55", "2026-07-02T23:50"]),
        ("@hourly", ["2026-07-01T01:00", "2026-07-01T02:00"]), ("@daily", ["2026-07-02T00:00"]),
        ("@weekly", ["2026-07-05T00:00"]), ("@monthly", ["2026-08-01T00:00"]), ("@Yearly", ["2027-01-01T00:00"]),
    ])
    func `the next times are those of crontab(5)`(text: String, expected: [String]) throws {
        #expect(try Times.next(text, .utc, after: "2026-07-01T00:00", count: expected.count) == expected)
    }

    @Test(arguments: ["30 2 30 2 *", "0 0 31 4,6,9,11 *", "0 0 30-31 FEB ?"])
    func `a search for a day that no calendar has comes to an end`(text: String) throws {
        #expect(try Times.next(text, .utc, after: "2026-07-01T00:00", count: 1) == [])
    }

    @Test func `a leap day on a weekday of its own is found`() throws {
        #expect(
            try Times.next("0 0 * 2 MON#5", .utc, after: "2026-07-01T00:00", count: 2) == [
                "2044-02-29T00:00", "2072-02-29T00:00",
            ])
    }

    @Test(arguments: [
        ("30 2 * * MON-FRI", "every weekday at 02:30"), ("0 3 * * *", "every day at 03:00"),
        ("@hourly", "every hour"), ("*/15 * * * *", "every 15 minutes"), ("* * * * *", "every minute"),
        ("5 * * * *", "every hour at minute 5"), ("0 */6 * * *", "every day at 00:00, 06:00, 12:00 and 18:00"),
        ("15 */2 * * *", "every 2 hours at 15 minutes past the hour"), ("0 */2 * * *", "every 2 hours"),
        ("*/5 8-17 * * 1-5", "every 5 minutes from 08:00 to 17:59, every weekday"),
        ("0 4 L * *", "on the last day of the month at 04:00"),
        ("0 4 1,15 * *", "on days 1 and 15 of the month at 04:00"),
        ("0 4 * * MON#2", "on the second Monday of the month at 04:00"),
        ("0 4 * * 5L", "on the last Friday of the month at 04:00"),
        ("0 4 1 * MON", "on day 1 of the month and every Monday at 04:00"),
        ("0 4 */10 * MON", "on days 1, 11, 21 and 31 of the month if that is a Monday at 04:00"),
        ("0 4 * JAN,JUL SUN", "every Sunday in January and July at 04:00"),
        ("0 4 * * 6,7", "every Saturday and Sunday at 04:00"),
        ("0,30 4 * * 3", "every Wednesday at 04:00 and 04:30"), ("0 4 1-31 * MON", "every day at 04:00"),
        ("7,9 1,3,5 * * *", "every hour at minutes 7 and 9 from 01:00 to 01:59, 03:00 to 03:59 and 05:00 to 05:59"),
    ])
    func `an expression is said in words`(text: String, words: String) throws {
        #expect(try CronExpression(text).words == words)
    }
}

/// Shorthand for times in tests.
enum Times {
    static func instant(_ text: String, _ zone: ZoneName = .utc) throws -> Date {
        zone.moment(of: try #require(WallTime(text))).instant
    }

    static func next(_ text: String, _ zone: ZoneName, after start: String, count: Int) throws -> [String] {
        let expression = try CronExpression(text)
        var last = try instant(start, zone)
        var found: [String] = []
        while found.count < count, let next = expression.next(after: last, in: zone)?.instant {
            found.append(zone.wall(at: next).text)
            last = next
        }
        return found
    }

    static func timetable(_ cron: String, _ zone: String = "UTC") throws -> Timetable {
        Timetable(timing: .cron(try CronExpression(cron)), zone: try #require(ZoneName(zone)))
    }
}
