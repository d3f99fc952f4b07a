import Domain
import Foundation
import Testing

struct TimetableTests {
    @Test func `an interval is anchored to its start and never drifts`() throws {
        let start = try #require(WallTime("2026-07-01T00:10"))
        let timetable = Timetable(timing: .interval(minutes: 45, start: start), zone: .utc)
        #expect(
            timetable.next(after: try Times.instant("2026-06-01T00:00"))?.instant
                == (try Times.instant("2026-07-01T00:10")))
        #expect(
            timetable.next(after: try Times.instant("2026-07-01T00:10"))?.instant
                == (try Times.instant("2026-07-01T00:55")))
        var last = try Times.instant("2026-07-01T00:00")
        for _ in 0..<10_000 { last = try #require(timetable.next(after: last.addingTimeInterval(7.3))?.instant) }
        let passed = last.timeIntervalSince(try Times.instant("2026-07-01T00:10"))
        #expect(passed.truncatingRemainder(dividingBy: 45 * 60) == 0)
    }

    @Test func `an interval counts elapsed time through a change of the clocks`() throws {
        let zone = try #require(ZoneName("Europe/Berlin"))
        let timetable = Timetable(
            timing: .interval(minutes: 1440, start: try #require(WallTime("2026-03-28T12:00"))), zone: zone)
        let next = try #require(timetable.next(after: try Times.instant("2026-03-28T12:00", zone)))
        #expect(zone.wall(at: next.instant).text == "2026-03-29T13:00")
    }

    @Test func `a single time happens once`() throws {
        let zone = try #require(ZoneName("Asia/Kolkata"))
        let timetable = Timetable(timing: .once(try #require(WallTime("2026-07-01T02:30"))), zone: zone)
        let instant = try Times.instant("2026-06-30T21:00")
        #expect(timetable.next(after: instant.addingTimeInterval(-1))?.instant == instant)
        #expect(timetable.next(after: instant) == nil)
    }

    @Test func `a timetable is said in words`() throws {
        #expect(try Times.timetable("30 2 * * 1-5", "Europe/Berlin").words == "every weekday at 02:30 Europe/Berlin")
        let start = try #require(WallTime("2026-07-01 02:30"))
        #expect(Timetable(timing: .once(start), zone: .utc).words == "once at 2026-07-01 02:30 UTC")
        #expect(
            Timetable(timing: .interval(minutes: 360, start: start), zone: .utc).words
                == "every 6 hours from 2026-07-01 02:30 UTC")
        #expect(
            Timetable(timing: .interval(minutes: 60, start: start), zone: .utc).words
                == "every hour from 2026-07-01 02:30 UTC")
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "1969-12-31", "2026-01-01x", "",
    ])
    func `what is no date is refused`(text: String) {
        #expect(CalendarDate(text) == nil)
        #expect(WallTime(text + "T10:00") == nil)
    }

    @Test(arguments: ["2026-07-01T24:00", "2026-07-01T10:60", "2026-07-01", "2026-07-01T1:00", "2026-07-01T10:00:01"])
    func `what is no time is refused`(text: String) {
        #expect(WallTime(text) == nil)
    }

    @Test func `every day of 400 years comes back from its text`() {
        for days in stride(from: 0, to: 146_097, by: 1) {
            let date = CalendarDate(days: days)
            guard CalendarDate(date.text) == date else {
                Issue.record("\(date)")
                return
            }
        }
        #expect(CalendarDate(days: 0).weekday == .thursday)
        #expect(CalendarDate("2026-07-01")?.weekday == .wednesday)
    }
}
