import Domain
import Foundation
import Testing

@testable import JobRunner

struct ClaimCursorTests {
    private let start = ContinuousClock.now
    private let noon = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `after a costly look from the beginning it begins a little before the last find`() {
        var cursor = ClaimCursor()
        #expect(cursor.begin(at: start).isEmpty)
        cursor.end([.sample(due: noon), .sample(due: noon + 9)], took: .milliseconds(50))
        #expect(cursor.begin(at: start + .milliseconds(60)) == [.normal: noon - ClaimCursor.margin])
    }

    @Test func `each priority has its own place`() {
        var cursor = ClaimCursor()
        _ = cursor.begin(at: start)
        cursor.end([.sample(due: noon, priority: .bulk), .sample(due: noon + 9)], took: .milliseconds(50))
        let floors = cursor.begin(at: start + .milliseconds(60))
        #expect(floors == [.bulk: noon - ClaimCursor.margin, .normal: noon + 9 - ClaimCursor.margin])
    }

    @Test func `once a second it looks from the beginning, so that what came in late is found`() {
        var cursor = ClaimCursor()
        _ = cursor.begin(at: start)
        cursor.end([.sample(due: noon)], took: .milliseconds(50))
        #expect(!cursor.begin(at: start + .milliseconds(999)).isEmpty)
        #expect(cursor.begin(at: start + .milliseconds(1000)).isEmpty)
    }

    @Test func `a look from the beginning that is cheap is never put off`() {
        var cursor = ClaimCursor()
        _ = cursor.begin(at: start)
        cursor.end([.sample(due: noon)], took: .milliseconds(2))
        #expect(cursor.begin(at: start + .milliseconds(3)).isEmpty)
    }

    /// Without it the worker asked again and again, with no pause, until the second was over.
    @Test func `after a claim that found nothing it looks from the beginning, however costly that is`() {
        var cursor = ClaimCursor()
        _ = cursor.begin(at: start)
        cursor.end([.sample(due: noon)], took: .milliseconds(50))
        #expect(!cursor.begin(at: start + .milliseconds(60)).isEmpty)
        cursor.end([], took: .milliseconds(1))
        #expect(cursor.begin(at: start + .milliseconds(62)).isEmpty)
    }

    @Test func `a look from the beginning that is costly takes no more than a twentieth of the time, but comes`() {
        var cursor = ClaimCursor()
        _ = cursor.begin(at: start)
        cursor.end([.sample(due: noon)], took: .milliseconds(100))
        #expect(!cursor.begin(at: start + .milliseconds(1999)).isEmpty)
        #expect(cursor.begin(at: start + .seconds(2)).isEmpty)
        cursor.end([.sample(due: noon)], took: .seconds(20))
        #expect(!cursor.begin(at: start + .milliseconds(11_999)).isEmpty)
        #expect(cursor.begin(at: start + .seconds(12)).isEmpty)
    }
}
