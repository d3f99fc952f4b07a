import Domain
import Foundation
import Testing

/// The declared rule for changes of the clocks, by hand. Instants are in UTC.
struct ClockChangeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let cron: String
        let zone: String
        let after: String
        let expected: [String]
        var testDescription: String { "\(cron) \(zone)" }
    }

    @Test(arguments: [
        // Berlin: 2026-03-29 02:00 becomes 03:00, 2026-10-25 03:00 becomes 02:00.
        Case(
            cron: "30 2 * * *", zone: "Europe/Berlin", after: "2026-03-27T22:00",
            expected: ["2026-03-28T01:30", "2026-03-29T01:00", "2026-03-30T00:30"]),
        Case(
            cron: "0,30 2,3 * * *", zone: "Europe/Berlin", after: "2026-03-28T22:00",
            expected: ["2026-03-29T01:00", "2026-03-29T01:30", "2026-03-30T00:00"]),
        Case(
            cron: "30 2 * * *", zone: "Europe/Berlin", after: "2026-10-24T12:00",
            expected: ["2026-10-25T00:30", "2026-10-26T01:30"]),
        Case(
            cron: "30 * * * *", zone: "Europe/Berlin", after: "2026-10-24T23:00",
            expected: ["2026-10-24T23:30", "2026-10-25T00:30", "2026-10-25T01:30", "2026-10-25T02:30"]),
        Case(
            cron: "30 * * * *", zone: "Europe/Berlin", after: "2026-03-29T00:00",
            expected: ["2026-03-29T00:30", "2026-03-29T01:30"]),
        Case(
            cron: "0 */2 * * *", zone: "Europe/Berlin", after: "2026-10-24T21:30",
            expected: ["2026-10-24T22:00", "2026-10-25T00:00", "2026-10-25T03:00"]),
        // New York: 2026-03-08 02:00 becomes 03:00, 2026-11-01 02:00 becomes 01:00.
        Case(
            cron: "15 2 * * *", zone: "America/New_York", after: "2026-03-08T00:00",
            expected: ["2026-03-08T07:00", "2026-03-09T06:15"]),
        Case(
            cron: "15 1 * * *", zone: "America/New_York", after: "2026-11-01T00:00",
            expected: ["2026-11-01T05:15", "2026-11-02T06:15"]),
        // In the second 01:15 the first is over: the next is tomorrow's.
        Case(
            cron: "45 1 * * *", zone: "America/New_York", after: "2026-11-01T06:15",
            expected: ["2026-11-02T06:45"]),
        // Lord Howe: half an hour, 2026-04-05 02:00 becomes 01:30, 2026-10-04 02:00 becomes 02:30.
        Case(
            cron: "45 1 * * *", zone: "Australia/Lord_Howe", after: "2026-04-04T12:00",
            expected: ["2026-04-04T14:45", "2026-04-05T15:15"]),
        Case(
            cron: "15 2 * * *", zone: "Australia/Lord_Howe", after: "2026-10-03T12:00",
            expected: ["2026-10-03T15:30", "2026-10-04T15:15"]),
        Case(
            cron: "*/30 * * * *", zone: "Australia/Lord_Howe", after: "2026-04-04T14:15",
            expected: ["2026-04-04T14:30", "2026-04-04T15:00", "2026-04-04T15:30", "2026-04-04T16:00"]),
        Case(
            cron: "30 2 * * *", zone: "Asia/Kolkata", after: "2026-03-28T12:00",
            expected: ["2026-03-28T21:00", "2026-03-29T21:00"]),
        // Apia left out 2011-12-30 as a whole.
        Case(
            cron: "0 12 * * *", zone: "Pacific/Apia", after: "2011-12-29T23:00",
            expected: ["2011-12-30T10:00", "2011-12-30T22:00"]),
    ])
    func `a time that does not exist runs after the gap, one that comes twice runs once`(one: Case) throws {
        let zone = try #require(ZoneName(one.zone))
        let expression = try CronExpression(one.cron)
        var last = try Times.instant(one.after)
        var found: [String] = []
        while found.count < one.expected.count, let next = expression.next(after: last, in: zone)?.instant {
            found.append(ZoneName.utc.wall(at: next).text)
            last = next
        }
        #expect(found == one.expected)
    }

    @Test func `an occurrence says what the clocks did to it`() throws {
        let zone = try #require(ZoneName("Europe/Berlin"))
        let nightly = try CronExpression("30 2 * * *")
        let spring = try #require(nightly.next(after: Times.instant("2026-03-29T00:00"), in: zone))
        #expect(spring.clock == .skipped(try #require(WallTime("2026-03-29T02:30"))))
        let autumn = try #require(nightly.next(after: Times.instant("2026-10-25T00:00"), in: zone))
        #expect(autumn.clock == .repeated(isFirst: true))
        #expect(nightly.next(after: autumn.instant, in: zone)?.clock == .ordinary)
        let hourly = try CronExpression("30 * * * *")
        #expect(hourly.next(after: autumn.instant, in: zone)?.clock == .repeated(isFirst: false))
    }

    @Test(arguments: ["CET", "GMT+1", "europe/berlin", "Europe/Atlantis", "", "UTC ", "../etc/passwd"])
    func `only names of the IANA database are zones`(name: String) {
        #expect(ZoneName(name) == nil)
    }

    @Test func `every zone that is offered is known`() {
        #expect(ZoneName.all.count > 300)
        for name in ZoneName.all { #expect(ZoneName(name) != nil, "\(name)") }
        #expect(ZoneName("Asia/Kolkata") != nil && ZoneName("Europe/Kyiv") != nil)
    }

    @Test func `every minute of a year comes back from the clock`() throws {
        for name in ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"] {
            let zone = try #require(ZoneName(name))
            let start = try Times.instant("2026-01-01T00:00")
            for step in stride(from: 0, to: 366 * 1440, by: 10) {
                let instant = start.addingTimeInterval(Double(step) * 60)
                let moment = zone.moment(of: zone.wall(at: instant))
                if case .repeated = moment.clock { continue }
                guard moment.instant == instant else {
                    Issue.record("\(name) \(instant)")
                    return
                }
            }
        }
    }
}
