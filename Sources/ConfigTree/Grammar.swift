/// The rules by which a platform's configuration text is read, compared and changed: the `config:` part of a platform file.
///
/// Decoding fails with a `DecodingError` that names the key when a pattern is not readable.
public struct Grammar: Decodable, Sendable {
    let comments: [String]
    let negation: String
    let defaultWord: String?
    let exit: String
    let exits: Set<String>
    let ends: Set<String>
    let printsExit: Bool
    /// A negated line is only printed where its positive form is the default, which is not printed.
    let printsOnlyExceptions: Bool
    let delimiters: [String]

    let ignored: PatternIndex<Bool>
    let refused: PatternIndex<Bool>
    let global: PatternIndex<Bool>
    let defaults: PatternIndex<Bool>
    let shownNegations: PatternIndex<Bool>
    /// All rules of one kind of line together: where none holds, the line is no default.
    let conditionalDefaults: PatternIndex<[ConditionalDefault]>
    let freeText: PatternIndex<Bool>
    let definitions: PatternIndex<Int>
    let sections: PatternIndex<SectionRule>
    let replaces: PatternIndex<(order: Int, rule: ReplaceRule)>
    let ordered: PatternIndex<(order: Int, rule: OrderedRule)>
    let multiline: PatternIndex<MultilineRule>
    let rewrites: PatternIndex<RewriteRule>
    let numbering: PatternIndex<NumberingRule>
    let numberLists: [NumberListRule]
    let risks: PatternIndex<RiskRule>
    /// Where its lines hold secrets: the part `secrets:` of the platform file.
    public let secrets: SecretGrammar

    private enum CodingKeys: String, CodingKey {
        case comments
        case negation
        case defaultWord = "default_word"
        case exit
        case exits
        case ends
        case printsExit = "prints_exit"
        case printsOnlyExceptions = "prints_only_exceptions"
        case delimiters
        case ignored
        case refused
        case global
        case defaults
        case shownNegations = "shown_negations"
        case conditionalDefaults = "conditional_defaults"
        case freeText = "free_text"
        case definitions
        case sections
        case replaces
        case ordered
        case multiline
        case rewrites
        case numbering
        case numberLists = "number_lists"
        case risks
    }

    /// Decodes and checks every rule.
    public init(from decoder: any Decoder) throws { try self.init(from: decoder, secrets: .universal) }

    /// Decodes and checks every rule; secrets are told by rules of their own.
    init(from decoder: any Decoder, secrets: SecretGrammar) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func flags(_ key: CodingKeys) throws -> PatternIndex<Bool> {
            PatternIndex(try values.decodeIfPresent([CommandPattern].self, forKey: key)?.map { ($0, true) } ?? [])
        }
        func rules<Rule: Decodable>(_ key: CodingKeys, _ line: (Rule) -> CommandPatterns) throws -> [(
            CommandPattern, Rule
        )] {
            let rules = try values.decodeIfPresent([Rule].self, forKey: key) ?? []
            return rules.flatMap { rule in line(rule).all.map { ($0, rule) } }
        }
        comments = try values.decodeIfPresent([String].self, forKey: .comments) ?? ["!"]
        negation = try values.decodeIfPresent(String.self, forKey: .negation) ?? "no"
        defaultWord = try values.decodeIfPresent(String.self, forKey: .defaultWord)
        exit = try values.decodeIfPresent(String.self, forKey: .exit) ?? "exit"
        exits = Set(try values.decodeIfPresent([String].self, forKey: .exits) ?? []).union([exit])
        ends = Set(try values.decodeIfPresent([String].self, forKey: .ends) ?? ["end"])
        printsExit = try values.decodeIfPresent(Bool.self, forKey: .printsExit) ?? false
        printsOnlyExceptions = try values.decodeIfPresent(Bool.self, forKey: .printsOnlyExceptions) ?? false
        delimiters =
            try values.decodeIfPresent([String].self, forKey: .delimiters) ?? ["#", "@", "%", "$", "&", "~", "|"]
        ignored = try flags(.ignored)
        refused = try flags(.refused)
        global = try flags(.global)
        defaults = try flags(.defaults)
        shownNegations = try flags(.shownNegations)
        let conditional = try values.decodeIfPresent([[ConditionalDefault]].self, forKey: .conditionalDefaults) ?? []
        conditionalDefaults = PatternIndex(
            conditional.flatMap { group in group.flatMap { rule in rule.line.all.map { ($0, group) } } })
        freeText = try flags(.freeText)
        let ranked = try values.decodeIfPresent([CommandPatterns].self, forKey: .definitions) ?? []
        definitions = PatternIndex(ranked.enumerated().flatMap { rank, list in list.all.map { ($0, rank) } })
        sections = PatternIndex(try rules(.sections) { (rule: SectionRule) in rule.line })
        let replacing = try values.decodeIfPresent([ReplaceRule].self, forKey: .replaces) ?? []
        replaces = PatternIndex(
            replacing.enumerated().flatMap { order, rule in rule.line.all.map { ($0, (order, rule)) } })
        let inOrder = try values.decodeIfPresent([OrderedRule].self, forKey: .ordered) ?? []
        ordered = PatternIndex(
            inOrder.enumerated().flatMap { order, rule in rule.line.all.map { ($0, (order, rule)) } })
        multiline = PatternIndex(try rules(.multiline) { (rule: MultilineRule) in rule.line })
        rewrites = PatternIndex(try rules(.rewrites) { (rule: RewriteRule) in rule.line })
        numbering = PatternIndex(try rules(.numbering) { (rule: NumberingRule) in rule.line })
        numberLists = try values.decodeIfPresent([NumberListRule].self, forKey: .numberLists) ?? []
        risks = PatternIndex(try rules(.risks) { (rule: RiskRule) in rule.line })
        self.secrets = secrets
    }
}
