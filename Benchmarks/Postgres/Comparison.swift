import Foundation

/// The rounds of one workload with so many tasks, ours and pgbench's.
struct Comparison {
    let workload: String
    let tasks: Int
    var ours: [Measurement] = []
    var peers: [Double] = []

    init(workload: String, tasks: Int) {
        self.workload = workload
        self.tasks = tasks
    }

    /// What `read` has to reach, line by line, and whether it does; nothing for workloads without a goal.
    var goals: [String] {
        guard workload.hasSuffix("read") else { return [] }
        let isPipelinedLookUp = workload.hasPrefix("look-up") && tasks > 1
        var goals = [goal("times pgbench", ratio, isPipelinedLookUp ? 1.2 : 1.0, isMet: >=, "at least")]
        if tasks == 32 { goals.append(goal("µs CPU/query", microseconds, 6, isMet: <, "under")) }
        return goals
    }

    private func goal(
        _ what: String, _ value: Double, _ bound: Double, isMet: (Double, Double) -> Bool, _ words: String
    ) -> String {
        let verdict = isMet(value, bound) ? "met     " : "NOT MET "
        return verdict + String(format: "%.2f \(what), \(workload) by \(tasks) (\(words) %.1f)", value, bound)
    }

    private var ratio: Double { Self.median(ratios) }
    private var microseconds: Double { Self.median(ours.map(\.microseconds)) }
    private var ratios: [Double] { zip(ours, peers).map { $0.statementsPerSecond / $1 }.sorted() }

    static let header = row("workload", "tasks", "ours/s", "pgbench/s", "ratio", "range", "µs CPU/query")

    /// Medians; the range is that of the ratio within a round.
    var line: String {
        Self.row(
            workload, "\(tasks)", String(format: "%.0f", Self.median(ours.map(\.statementsPerSecond))),
            String(format: "%.0f", Self.median(peers)), String(format: "%.2f", ratio),
            String(format: "%.2f-%.2f", ratios.first ?? 0, ratios.last ?? 0),
            String(format: "%.1f", microseconds))
    }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }

    private static func row(_ first: String, _ others: String...) -> String {
        let widths = [6, 10, 11, 7, 11, 14]
        return zip(others, widths).reduce(pad(first, to: -14)) { $0 + pad($1.0, to: $1.1) }
    }

    /// Fills up with spaces, at the left for a positive width.
    private static func pad(_ text: String, to width: Int) -> String {
        let spaces = String(repeating: " ", count: max(0, abs(width) - text.count))
        return width < 0 ? text + spaces : spaces + text
    }
}
