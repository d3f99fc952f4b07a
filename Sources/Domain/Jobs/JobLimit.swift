/// How many jobs with a key may run at once, and how many may start in a time; `nil` is no limit.
public struct JobLimit: Sendable, Hashable {
    /// Jobs at once, 1 to 100,000.
    public var concurrency: Int?
    /// Starts in each `rateSeconds`, 1 to 1,000,000: a bucket of so many that fills evenly.
    public var rate: Int?
    /// 1 to 86,400.
    public var rateSeconds: Int

    /// A limit; both `nil` is none.
    public init(concurrency: Int? = nil, rate: Int? = nil, rateSeconds: Int = 60) {
        self.concurrency = concurrency
        self.rate = rate
        self.rateSeconds = rateSeconds
    }

    /// Whether it limits nothing.
    public var isNone: Bool { concurrency == nil && rate == nil }

    /// Checks the bounds; the answer names each field that is out of them.
    public var problems: [FieldProblem] {
        var problems: [FieldProblem] = []
        if let concurrency, !(1...100_000).contains(concurrency) {
            problems.append(FieldProblem("concurrency", "Allow between 1 and 100,000 jobs at once, or leave it empty."))
        }
        if let rate, !(1...1_000_000).contains(rate) {
            problems.append(FieldProblem("rate", "Allow between 1 and 1,000,000 starts, or leave it empty."))
        }
        if !(1...86_400).contains(rateSeconds) {
            problems.append(FieldProblem("rate_seconds", "Count the starts over 1 to 86,400 seconds."))
        }
        return problems
    }
}
