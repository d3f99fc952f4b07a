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

    static let header = row("workload", "tasks", "ours/s", "pgbench/s", "ratio", "range", "µs CPU/query")

    /// Medians; the range is that of the ratio within a round.
    var line: String {
        let ratios = zip(ours, peers).map { $0.statementsPerSecond / $1 }.sorted()
        return Self.row(
            workload, "\(tasks)", String(format: "%.0f", Self.median(ours.map(\.statementsPerSecond))),
            String(format: "%.0f", Self.median(peers)), String(format: "%.2f", Self.median(ratios)),
            String(format: "%.2f-%.2f", ratios.first ?? 0, ratios.last ?? 0),
            String(format: "%.1f", Self.median(ours.map(\.microseconds))))
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
