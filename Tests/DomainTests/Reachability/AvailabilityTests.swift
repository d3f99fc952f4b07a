import Domain
import Foundation
import Testing

struct AvailabilityTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    /// A change so many hours ago.
    private static func change(
        _ hours: Double, _ from: Reachability.State, _ to: Reachability.State
    ) -> ReachabilityTransition {
        ReachabilityTransition(
            at: now.addingTimeInterval(-hours * 3600), from: from, to: to, sentence: "", wasDamped: false)
    }

    /// Newest first, and the share of the last ten hours.
    private static let histories: [(history: [ReachabilityTransition], share: Double?)] = [
        ([], nil),
        ([change(20, .unknown, .up)], 1),
        ([change(20, .unknown, .down)], 0),
        ([change(5, .unknown, .up)], 1),
        ([change(5, .up, .down), change(20, .unknown, .up)], 0.5),
        ([change(2, .down, .up), change(4, .up, .down), change(20, .unknown, .up)], 0.8),
        ([change(2, .down, .up), change(4, .unknown, .down)], 0.5),
        // What flaps is up or down underneath.
        ([change(4, .up, .flapping), change(4, .down, .up), change(20, .unknown, .down)], 0.4),
        (
            [change(1, .flapping, .up), change(3, .down, .flapping), change(3, .up, .down), change(20, .unknown, .up)],
            0.8
        ),
        // Since it moved nothing is known.
        ([change(5, .up, .unknown), change(20, .unknown, .up)], 1),
        ([change(0, .up, .down), change(20, .unknown, .up)], 1),
        ([change(-1, .up, .down), change(20, .unknown, .up)], 1),
    ]

    @Test(arguments: histories)
    func `the share is that of the time of which something is known`(
        history: [ReachabilityTransition], share: Double?
    ) throws {
        let found = Availability(history, last: 36000, before: Self.now).share
        guard let share else {
            #expect(found == nil)
            return
        }
        #expect(abs(try #require(found) - share) < 1e-9)
    }
}
