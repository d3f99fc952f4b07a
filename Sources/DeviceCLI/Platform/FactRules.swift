/// How the facts of a device are read: constants, and commands whose lines are matched.
public struct FactRules: Sendable {
    /// One command and what its lines tell.
    public struct Command: Sendable {
        /// The command line; it only reads.
        public let command: String
        /// The fact's name and the expressions that tell it; the group `value` is the fact.
        public let patterns: [(fact: Fact, patterns: [Pattern])]
        /// Matches a line about one interface: groups `name` and, where known, `state`, `address`, `description`.
        public let interfaces: [Pattern]

        init(_ reader: KeyReader) {
            self.command = reader.text("command") ?? ""
            if self.command.isEmpty { reader.missing("command", "a command that only reads") }
            self.patterns = Fact.allCases.compactMap { fact in
                let key = fact.rawValue
                guard let node = reader.node(key) else { return nil }
                var patterns: [Pattern]
                if case .list = node.content {
                    patterns = reader.patterns(key)
                } else {
                    patterns = [reader.pattern(node, reader.path(key))]
                }
                for pattern in patterns where !fact.groups.contains(where: pattern.hasGroup) {
                    reader.note(key, "One of these groups is missing: \(fact.groups.joined(separator: ", ")).")
                }
                patterns.removeAll { $0.source.isEmpty }
                return (fact, patterns)
            }
            self.interfaces = reader.patterns("interfaces")
            for pattern in self.interfaces where !pattern.hasGroup("name") {
                reader.note("interfaces", "The group «name» is missing in «\(pattern.source)».")
            }
            reader.finish()
        }
    }

    /// A fact that a line can tell.
    public enum Fact: String, Sendable, CaseIterable {
        /// The device's name.
        case hostname
        /// The hardware.
        case model
        /// The operating system, where it is no constant.
        case os
        /// Its version.
        case version
        /// The serial number of the chassis.
        case serial
        /// How long it has been running.
        case uptime

        /// The groups of which a pattern needs one.
        var groups: [String] { self == .uptime ? Uptime.groups : ["value"] }
    }

    /// Who made the device.
    public let vendor: String
    /// The operating system.
    public let os: String
    /// The commands in order.
    public let commands: [Command]

    init() {
        self.vendor = ""
        self.os = ""
        self.commands = []
    }

    init(_ reader: KeyReader) {
        self.vendor = reader.text("vendor") ?? ""
        self.os = reader.text("os") ?? ""
        self.commands = reader.maps("commands").map(Command.init)
        reader.finish()
    }
}

/// A time since the start that a pattern found in parts.
enum Uptime {
    private static let units: [(String, Int)] = [
        ("years", 365 * 86400), ("weeks", 7 * 86400), ("days", 86400), ("hours", 3600), ("minutes", 60), ("seconds", 1),
    ]

    static let groups = units.map(\.0)

    /// The seconds of the captured parts; nil when there is none.
    static func seconds(_ parts: [String: String]) -> Int? {
        let found = units.compactMap { name, seconds in
            parts[name].flatMap { Int($0.prefix(9)) }.map { $0 * seconds }
        }
        return found.isEmpty ? nil : found.reduce(0, +)
    }
}
