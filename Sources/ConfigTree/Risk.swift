/// How much a command can hurt.
public enum RiskClass: String, Codable, Sendable, Comparable, CaseIterable {
    /// Worth a remark.
    case low
    /// Touches traffic or access of others.
    case medium
    /// Can cut off the device or the site.
    case high

    /// Low is less than medium is less than high.
    public static func < (left: RiskClass, right: RiskClass) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        }
    }
}

/// A command that a rule of the platform calls risky.
public struct RiskFinding: Sendable, Equatable, Codable {
    /// How much it can hurt.
    public let severity: RiskClass
    /// The command; redact it before showing.
    public let line: String
    /// The sections it stands in, outermost first.
    public let path: [String]
    /// Why the rule calls it risky.
    public let reason: String
}

extension Grammar {
    /// The risky ones among commands as `ConfigTree.patch(to:)` makes them, in their order.
    ///
    /// Throws when the commands are no text of configuration mode.
    public func risks(in commands: [String]) throws(ConfigTreeError) -> [RiskFinding] {
        if paths != nil {
            return commands.compactMap { command in
                command.withSpan { risks.first($0, table.kind(of: $0)) }.map {
                    RiskFinding(severity: $0.rule.severity, line: command, path: [], reason: $0.rule.reason)
                }
            }
        }
        let tree = try ConfigReader.read(
            Array(commands.joined(separator: "\n").utf8), grammar: self, mode: .document)
        var findings: [RiskFinding] = []
        for node in tree.nodes.indices.dropFirst() {
            let found = tree.withLine(node) { line, kind in
                risks.first(line, kind) { tree.holds($0.scope, under: tree.parent(node)) }
            }
            guard let found else { continue }
            findings.append(
                RiskFinding(
                    severity: found.rule.severity, line: tree.text(node), path: tree.path(of: node),
                    reason: found.rule.reason))
        }
        return findings
    }
}
