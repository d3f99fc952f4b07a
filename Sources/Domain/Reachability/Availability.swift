public import Foundation

/// Which part of a span of time a device was up, as far as that is known.
public struct Availability: Sendable, Hashable {
    /// Seconds in which it was up.
    public let up: Double
    /// Seconds in which it was down.
    public let down: Double

    /// From 0 to 1, of the time that is known; nil when none is.
    public var share: Double? { up + down > 0 ? up / (up + down) : nil }

    /// Judges the last `seconds` before `now` by a history, newest first; what lies before its oldest entry is not known.
    public init(_ history: [ReachabilityTransition], last seconds: Double, before now: Date) {
        let start = now.addingTimeInterval(-seconds)
        var end = now
        var (up, down) = (0.0, 0.0)
        // «Flapping» says how often, not which: the entries before and after it do.
        for entry in history where entry.to != .flapping {
            let from = max(entry.at, start)
            let span = max(0, end.timeIntervalSince(from))
            if entry.to == .up { up += span }
            if entry.to == .down { down += span }
            end = min(end, from)
            if entry.at <= start { break }
        }
        (self.up, self.down) = (up, down)
    }
}
