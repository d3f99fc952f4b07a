/// The lines of a text that make no difference, because a rule of the platform says that they change by themselves.
public struct VolatileReport: Sendable, Equatable, Codable {
    /// What one rule hid.
    public struct Rule: Sendable, Equatable, Codable {
        /// The pattern of the platform file.
        public let pattern: String
        /// The lines, in their order.
        public fileprivate(set) var lines: [Line]
        /// How many lines it hid.
        public var count: Int { lines.count }
    }

    /// A hidden line.
    public struct Line: Sendable, Equatable, Codable {
        /// Its number in the text, from 1.
        public let number: Int
        /// The line without the blanks around it; redact it before showing.
        public let text: String
    }

    /// The rules that hid something, in the order in which they first did.
    public private(set) var rules: [Rule] = []

    /// How many lines were hidden in all.
    public var count: Int { rules.map(\.count).reduce(0, +) }

    fileprivate mutating func add(_ line: Line, by pattern: String) {
        if let index = rules.firstIndex(where: { $0.pattern == pattern }) {
            rules[index].lines.append(line)
        } else {
            rules.append(Rule(pattern: pattern, lines: [line]))
        }
    }

    /// The same report with every secret hidden.
    public func redacted(by secrets: SecretGrammar) -> VolatileReport {
        var report = self
        for index in report.rules.indices {
            let lines = report.rules[index].lines
            report.rules[index].lines = zip(lines, secrets.redact(lines.map(\.text))).map {
                Line(number: $0.number, text: $1)
            }
        }
        return report
    }
}

extension Grammar {
    /// Which lines of a text make no difference, and by which rule: the volatile lines, and comments that say something.
    ///
    /// Looks at each line alone, so a line of a banner that reads like a volatile one is reported, too.
    public func volatileLines(in text: String) -> VolatileReport {
        var report = VolatileReport()
        for (index, raw) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let line = String(decoding: (raw.last == 13 ? raw.dropLast() : raw).trimmed, as: UTF8.self)
            guard let pattern = volatileRule(line) else { continue }
            report.add(VolatileReport.Line(number: index + 1, text: line), by: pattern)
        }
        return report
    }

    private func volatileRule(_ line: String) -> String? {
        if let mark = comments.first(where: { line.hasPrefix($0) }) {
            // A bare mark separates sections and hides nothing.
            return line == mark ? nil : mark + " ..."
        }
        return line.withSpan { ignored.first($0, table.kind(of: $0))?.pattern.source }
    }
}
