/// A line that opens a context of its own.
struct SectionRule: Decodable, Sendable {
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
    /// The word that leaves the section; nil is the grammar's.
    let exit: String?

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
        case removal
        case empty
        case exit
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        line = try values.decode(CommandPatterns.self, forKey: .line)
        scope = try values.decodeIfPresent(RuleScope.self, forKey: .scope) ?? .anywhere
        removal = try values.decodeIfPresent(Removal.self, forKey: .removal) ?? .negate
        let empty = try values.decodeIfPresent(EmptySection.self, forKey: .empty)
        dropsEmpty = empty.map { $0 == .drop } ?? (removal != .negate)
        exit = try values.decodeIfPresent(String.self, forKey: .exit)
    }

    private enum EmptySection: String, Decodable { case keep, drop }
}

/// Lines of which one per key exists: a new one takes the place of the old one.
struct ReplaceRule: Decodable, Sendable {
    let line: CommandPatterns
    let scope: RuleScope
    /// How such a line is removed; `$1` is the first part of the key, `$line` the whole line.
    let negate: String?
    /// The device refuses a second line with the key, so the old one goes first.
    let removesFirst: Bool

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
        case negate
        case removesFirst = "remove_first"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        line = try values.decode(CommandPatterns.self, forKey: .line)
        scope = try values.decodeIfPresent(RuleScope.self, forKey: .scope) ?? .anywhere
        negate = try values.decodeIfPresent(String.self, forKey: .negate)
        removesFirst = try values.decodeIfPresent(Bool.self, forKey: .removesFirst) ?? false
    }
}

/// Lines whose order among those with the same key has a meaning; the device appends new ones.
struct OrderedRule: Decodable, Sendable {
    let line: CommandPatterns
    let scope: RuleScope
    /// The command that removes all lines of the key, for devices that cannot remove one; `$1` is the first part of the key.
    let rebuild: String?

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
        case rebuild
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        line = try values.decode(CommandPatterns.self, forKey: .line)
        scope = try values.decodeIfPresent(RuleScope.self, forKey: .scope) ?? .anywhere
        rebuild = try values.decodeIfPresent(String.self, forKey: .rebuild)
    }
}

/// A value of several lines.
struct MultilineRule: Decodable, Sendable {
    enum End: Sendable, Equatable {
        /// The first character of the value ends it.
        case delimiter
        /// A line of its own ends it.
        case line(String)
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
        end = ends == "delimiter" ? .delimiter : .line(ends)
    }
}

/// A command that can hurt.
struct RiskRule: Decodable, Sendable {
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
