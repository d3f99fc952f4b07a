import Domain
import Testing

@testable import JobRunner

struct RecentDevicesTests {
    private let start = ContinuousClock.now

    @Test func `a device is warm for its span after it was seen last`() {
        var recent = RecentDevices()
        let (early, late) = (Device.ID(), Device.ID())
        recent.note([early, late], at: start)
        recent.note([late], at: start + .seconds(30))
        #expect(Set(recent.list(at: start + .seconds(59))) == [early, late])
        #expect(recent.list(at: start + .seconds(60)) == [late])
        #expect(recent.list(at: start + .seconds(90)).isEmpty)
    }

    @Test func `the newest are kept when there are too many`() {
        var recent = RecentDevices()
        let first = Device.ID()
        recent.note([first], at: start)
        let others = (0..<RecentDevices.limit).map { _ in Device.ID() }
        recent.note(others, at: start + .seconds(1))
        #expect(Set(recent.list(at: start + .seconds(2))) == Set(others))
    }
}
