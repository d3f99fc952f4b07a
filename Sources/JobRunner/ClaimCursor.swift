import Domain
import Foundation

/// Where the next claim begins to look, so that rows that are dead but not yet swept are not read again and again.
///
/// Somebody's long transaction keeps PostgreSQL from removing the claimed rows at the front of the index. A claim therefore
/// begins a little before the first row that the last one found. What came in late, behind that place, is found by a claim
/// from the very beginning, once a second or as often as is worth its cost, and always before the worker sleeps.
struct ClaimCursor {
    typealias Instant = ContinuousClock.Instant

    /// How far before the last find a claim begins: transactions commit a little after the time they write down.
    static let margin: TimeInterval = 0.25
    /// How long a claim from the beginning may be put off, unless those take more than a twentieth of the time then.
    static let period = Duration.seconds(1)
    /// How long it may be put off at all, since what was late or had waited for a key is found by it alone.
    static let longestPeriod = Duration.seconds(10)
    /// A claim from the beginning that took no longer is never put off.
    static let cheap = Duration.milliseconds(5)

    private var floors: [JobPriority: Date] = [:]
    private var lastWhole: Instant?
    private var lastWholeTook = Duration.zero
    private var isWhole = true

    /// The floors of the claim that begins now; none means from the beginning.
    mutating func begin(at now: Instant) -> [JobPriority: Date] {
        let period = max(Self.period, min(lastWholeTook * 20, Self.longestPeriod))
        isWhole = lastWhole.map { now - $0 >= period } ?? true || lastWholeTook <= Self.cheap || floors.isEmpty
        if isWhole { lastWhole = now }
        return isWhole ? [:] : floors
    }

    /// Learns from what a claim found and how long it took.
    mutating func end(_ jobs: [Job], took time: Duration) {
        if isWhole { lastWholeTook = time }
        // Nothing left from there on: before the worker may sleep it has to look everywhere.
        if jobs.isEmpty { lastWhole = nil }
        for (priority, found) in Dictionary(grouping: jobs, by: \.priority) {
            guard let first = found.map(\.scheduledAt).min() else { continue }
            floors[priority] = first.addingTimeInterval(-Self.margin)
        }
    }
}
