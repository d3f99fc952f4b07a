import Foundation

/// Times held against a clock that may go back.
enum RecentTimes {
    /// The times of the last `window` seconds, at most `limit` of them, oldest first; none is later than now.
    static func kept(_ times: [Date], at now: Date, window: Double, limit: Int) -> [Date] {
        // What lies in the future happened before the clock went back; that it happened is still true.
        Array(times.map { min($0, now) }.filter { now.timeIntervalSince($0) < window }.suffix(limit))
    }

    /// Whether a time that was set at most `longest` seconds ahead is over, or can only be a clock's mistake.
    static func isOver(_ time: Date, at now: Date, longest: Double) -> Bool {
        // A tenth of a second more than the longest: stored times are rounded.
        time <= now || time.timeIntervalSince(now) > longest + 0.1
    }
}
