import Domain
import Foundation
import Testing

struct ScheduleWindowTests {
    @Test(arguments: [
        ("MON-FRI 22:00-06:00", "MON-FRI 22:00-06:00"), ("daily 01:00-24:00", "daily 01:00-24:00"),
        ("sat,SUN 00:00-00:00", "SAT,SUN 00:00-24:00"), ("* 10:00-11:00", "daily 10:00-11:00"),
        ("0,2,3,4 9:00-10:00", nil),
        ("TUE-THU,SUN 09:00-10:00 America/New_York", "TUE-THU,SUN 09:00-10:00 America/New_York"),
        ("MON 09:00", nil), ("MON 09:00-25:00", nil), ("MON#2 09:00-10:00", nil), ("09:00-10:00", nil),
        ("MON 09:00-10:00 CET", nil), ("MON 09:00-10:00 UTC extra", nil), ("", nil),
    ])
    func `a window is read and written`(text: String, written: String?) {
        #expect(ScheduleWindow(text)?.description == written)
    }

    @Test(arguments: [
        ("MON-FRI 22:00-06:00", "2026-07-03T21:59", false), ("MON-FRI 22:00-06:00", "2026-07-03T22:00", true),
        // Friday's window lasts into Saturday; Sunday night has none.
        ("MON-FRI 22:00-06:00", "2026-07-04T05:59", true), ("MON-FRI 22:00-06:00", "2026-07-04T06:00", false),
        ("MON-FRI 22:00-06:00", "2026-07-06T05:00", false), ("SUN 00:00-24:00", "2026-07-05T23:59", true),
        ("SUN 00:00-24:00", "2026-07-06T00:00", false), ("MON 09:00-10:00 America/New_York", "2026-07-06T13:30", true),
        ("MON 09:00-10:00 America/New_York", "2026-07-06T09:30", false),
    ])
    func `a window is open in its hours only`(text: String, at: String, isOpen: Bool) throws {
        #expect(try #require(ScheduleWindow(text)).isOpen(at: Times.instant(at), in: .utc) == isOpen)
    }

    @Test(arguments: [
        ("2026-12-24 Christmas", "2026-12-24 Christmas"),
        ("2026-12-24 to 2027-01-02 Year-end  freeze", "2026-12-24 to 2027-01-02 Year-end freeze"),
        ("2026-12-24", nil), ("2026-12-24 to 2026-12-23 Backwards", nil), ("2026-12-24 to 2028-12-23 Long", nil),
        ("Christmas", nil), ("2026-02-30 No day", nil), ("", nil),
    ])
    func `a blackout is read and written`(text: String, written: String?) {
        #expect(Blackout(text)?.description == written)
    }
}
