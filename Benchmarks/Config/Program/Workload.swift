import ConfigTree
import Foundation

/// One or two configurations of one platform, and what is measured on them.
struct Workload {
    private let grammar: Grammar
    private var texts: [[UInt8]] = []
    private var trees: [ConfigTree] = []

    init(grammar: Grammar) { self.grammar = grammar }

    mutating func take(_ texts: [[UInt8]]) throws {
        self.texts = texts
        trees = try texts.map { try ConfigTree(parsing: $0, grammar: grammar) }
    }

    private var old: ConfigTree { trees[0] }
    private var new: ConfigTree { trees[trees.count - 1] }

    func parse() throws -> Double {
        try seconds { for text in texts { _ = try ConfigTree(parsing: text, grammar: grammar) } }
    }

    func diff() -> Double { seconds { _ = ConfigDiff(from: old, to: new).lines.count } }

    func patch() throws -> Double { try seconds { _ = try old.patch(to: new).count } }

    /// From bytes to the difference and the commands.
    func whole() throws -> Double {
        try seconds {
            let both = try texts.map { try ConfigTree(parsing: $0, grammar: grammar) }
            _ = ConfigDiff(from: both[0], to: both[both.count - 1]).lines.count
            _ = try both[0].patch(to: both[both.count - 1]).count
        }
    }

    func redact() -> Double {
        let text = String(decoding: texts[0], as: UTF8.self)
        return seconds { _ = grammar.redact(text).utf8.count }
    }

    func commands() throws -> [String] { try old.patch(to: new) }

    func leads(_ commands: String) throws -> Bool { try old.applying(commands) == new }

    /// Runs a regular expression over every line, as a search without an index has to.
    func search(_ pattern: String, times: Int) throws -> String {
        let regex = try Regex(pattern)
        var found = 0
        let time = seconds {
            for _ in 0..<times {
                let text = String(decoding: texts[0], as: UTF8.self)
                for line in text.split(separator: "\n") where line.contains(regex) { found += 1 }
            }
        }
        return "\(found) \(time)"
    }

    /// The processor time of some work, in seconds.
    private func seconds(_ work: () throws -> Void) rethrows -> Double {
        let start = Self.processorTime
        try work()
        return Self.processorTime - start
    }

    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
