/// A line that opens a context of its own.
final class SectionRule: Decodable, Sendable {
    enum Removal: String, Decodable, Sendable {
        /// `no <header>` removes the section with all it holds.
        case negate
        /// The header stays; only its lines can be removed (physical interfaces, `line vty`).
        case clear
        /// Nothing removes it.
        case never
    }

    let line: CommandPatterns
    let scope: RuleScope
    let removal: Removal
    /// An empty section means the same as no section.
    let dropsEmpty: Bool
    /// Sections below it are removed in a visit of its own after all other lines, because others may refer to them.
    let deletesLast: Bool
    /// The word that leaves the section; nil is the grammar's.
    let exit: String?
    /// How the section is removed; `$line` is the header, `$rest` what stands behind its first word; nil the grammar's way.
    let negate: String?

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
        case removal
        case empty
        case deletesLast = "deletes_last"
        case exit
        case negate
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        line = try values.decode(CommandPatterns.self, forKey: .line)
        scope = try values.decodeIfPresent(RuleScope.self, forKey: .scope) ?? .anywhere
        removal = try values.decodeIfPresent(Removal.self, forKey: .removal) ?? .negate
        let empty = try values.decodeIfPresent(EmptySection.self, forKey: .empty)
        dropsEmpty = empty.map { $0 == .drop } ?? (removal != .negate)
        deletesLast = try values.decodeIfPresent(Bool.self, forKey: .deletesLast) ?? false
        exit = try values.decodeIfPresent(String.self, forKey: .exit)
        negate = try values.decodeIfPresent(String.self, forKey: .negate)
    }

    /// The command that removes the section; nil when it is the grammar's way.
    func negation(of header: String) -> String? {
        negate.map { Grammar.fill($0.replacing("$rest", with: header.withoutFirstWord), [], line: header) }
    }

    private enum EmptySection: String, Decodable { case keep, drop }
}

/// Lines of which one per key exists: a new one takes the place of the old one.
final class ReplaceRule: Decodable, Sendable {
    let line: CommandPatterns
    /// Each pattern has keys of its own; else all patterns have the same.
    let isEach: Bool
    let scope: RuleScope
    /// How such a line is removed; `$1` is the first part of the key, `$line` the whole line.
    let negate: String?
    /// The device refuses a second line with the key, so the old one goes first.
    let removesFirst: Bool

    private enum CodingKeys: String, CodingKey {
        case line
        case each
        case scope = "in"
        case negate
        case removesFirst = "remove_first"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        isEach = values.contains(.each)
        line = try values.decode(CommandPatterns.self, forKey: isEach ? .each : .line)
        scope = try values.decodeIfPresent(RuleScope.self, forKey: .scope) ?? .anywhere
        negate = try values.decodeIfPresent(String.self, forKey: .negate)
        removesFirst = try values.decodeIfPresent(Bool.self, forKey: .removesFirst) ?? false
    }
}

/// Lines whose order among those with the same key has a meaning; the device appends new ones.
final class OrderedRule: Decodable, Sendable {
    let line: CommandPatterns
    let scope: RuleScope
    /// The command that removes all lines of the key, for devices that cannot remove one; `$1` is the first part of the key.
    let rebuild: String?
    /// The words that put a line into another place, `$line` before `$other`; nil where the device only appends.
    let move: String?

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
        case rebuild
        case move
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        line = try values.decode(CommandPatterns.self, forKey: .line)
        scope = try values.decodeIfPresent(RuleScope.self, forKey: .scope) ?? .anywhere
        rebuild = try values.decodeIfPresent(String.self, forKey: .rebuild)
        move = try values.decodeIfPresent(String.self, forKey: .move)
    }
}

/// A value of several lines.
final class MultilineRule: Decodable, Sendable {
    enum End: Sendable, Equatable {
        /// The first character of the value ends it.
        case delimiter
        /// A line of its own ends it.
        case line(String)
        /// The line on which its quotes are closed.
        case quote
    }

    let line: CommandPatterns
    let end: End

    private enum CodingKeys: String, CodingKey {
        case line
        case ends
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        line = try values.decode(CommandPatterns.self, forKey: .line)
        let ends = try values.decode(String.self, forKey: .ends)
        end = ends == "delimiter" ? .delimiter : ends == "quote" ? .quote : .line(ends)
    }
}

/// A command that can hurt.
final class RiskRule: Decodable, Sendable {
    let line: CommandPatterns
    let scope: RuleScope
    let severity: RiskClass
    let reason: String

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
        case severity = "class"
        case reason
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        line = try values.decode(CommandPatterns.self, forKey: .line)
        scope = try values.decodeIfPresent(RuleScope.self, forKey: .scope) ?? .anywhere
        severity = try values.decode(RiskClass.self, forKey: .severity)
        reason = try values.decode(String.self, forKey: .reason)
    }
}
