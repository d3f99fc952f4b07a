/// The `config:` part of a platform file as it is written.
struct GrammarSource: Decodable {
    let takesChanges: Bool
    let style: ConfigStyle
    let paths: PathRules?
    let comments: [String]
    let negations: [Negation]
    let defaultWord: String?
    let exit: String
    let exits: Set<String>
    let ends: Set<String>
    let printsExit: Bool
    let indentWidth: Int
    let hasOptionalQuotes: Bool
    let printsOnlyExceptions: Bool
    let delimiters: [String]
    let ignored: [(CommandPattern, Bool)]
    let refused: [(CommandPattern, Bool)]
    let global: [(CommandPattern, Bool)]
    let defaults: [(CommandPattern, Bool)]
    let shownNegations: [(CommandPattern, Bool)]
    let conditionalDefaults: [(CommandPattern, [ConditionalDefault])]
    let freeText: [(CommandPattern, Bool)]
    let definitions: [(CommandPattern, Int)]
    let sections: [(CommandPattern, SectionRule)]
    let replaces: [(CommandPattern, (order: Int, rule: ReplaceRule))]
    let ordered: [(CommandPattern, (order: Int, rule: OrderedRule))]
    let multiline: [(CommandPattern, MultilineRule)]
    let rewrites: [(CommandPattern, RewriteRule)]
    let numbering: [(CommandPattern, NumberingRule)]
    let numberLists: [(CommandPattern, NumberListRule)]
    let risks: [(CommandPattern, RiskRule)]

    private enum CodingKeys: String, CodingKey {
        case takesChanges = "takes_changes"
        case style
        case paths
        case comments
        case negation
        case defaultWord = "default_word"
        case exit
        case exits
        case ends
        case printsExit = "prints_exit"
        case indentWidth = "indent_width"
        case hasOptionalQuotes = "optional_quotes"
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
        case secrets
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ key: CodingKeys, _ other: Value) throws -> Value {
            try values.decodeIfPresent(Value.self, forKey: key) ?? other
        }
        func flags(_ key: CodingKeys) throws -> [(CommandPattern, Bool)] {
            try value(key, [CommandPattern]()).map { ($0, true) }
        }
        func rules<Rule: Decodable>(_ key: CodingKeys, _ line: (Rule) -> CommandPatterns) throws -> [(
            CommandPattern, (order: Int, rule: Rule)
        )] {
            try value(key, [Rule]()).enumerated().flatMap { order, rule in line(rule).all.map { ($0, (order, rule)) } }
        }
        guard !values.contains(.secrets) else {
            throw DecodingError.dataCorruptedError(
                forKey: .secrets, in: values,
                debugDescription: "The part «secrets» stands beside «config», not in it: move it one level up.")
        }
        takesChanges = try value(.takesChanges, true)
        style = try value(.style, .indented)
        paths = try values.decodeIfPresent(PathRules.self, forKey: .paths)
        guard (style == .paths) == (paths != nil) else {
            throw DecodingError.dataCorruptedError(
                forKey: .paths, in: values, debugDescription: "The style «paths» and the rules «paths» belong together."
            )
        }
        comments = try value(.comments, ["!"])
        negations = try value(.negation, Negations("no")).all
        defaultWord = try values.decodeIfPresent(String.self, forKey: .defaultWord)
        exit = try value(.exit, "exit")
        exits = Set(try value(.exits, [])).union([exit])
        ends = Set(try value(.ends, ["end"]))
        printsExit = try value(.printsExit, false)
        indentWidth = max(1, min(8, try value(.indentWidth, 1)))
        hasOptionalQuotes = try value(.hasOptionalQuotes, false)
        printsOnlyExceptions = try value(.printsOnlyExceptions, false)
        delimiters = try value(.delimiters, ["#", "@", "%", "$", "&", "~", "|"])
        ignored = try flags(.ignored)
        refused = try flags(.refused)
        global = try flags(.global)
        defaults = try flags(.defaults)
        shownNegations = try flags(.shownNegations)
        conditionalDefaults = try value(.conditionalDefaults, [[ConditionalDefault]]()).flatMap { group in
            group.flatMap { rule in rule.line.all.map { ($0, group) } }
        }
        freeText = try flags(.freeText)
        definitions = try value(.definitions, [CommandPatterns]()).enumerated().flatMap { rank, list in
            list.all.map { ($0, rank) }
        }
        sections = try rules(.sections) { (rule: SectionRule) in rule.line }.map { ($0.0, $0.1.rule) }
        var keys = 0
        replaces = try value(.replaces, [ReplaceRule]()).flatMap { rule in
            keys += 1
            return rule.line.all.map { pattern in
                keys += rule.isEach ? 1 : 0
                return (pattern, (order: keys, rule: rule))
            }
        }
        ordered = try rules(.ordered) { (rule: OrderedRule) in rule.line }
        multiline = try rules(.multiline) { (rule: MultilineRule) in rule.line }.map { ($0.0, $0.1.rule) }
        rewrites = try rules(.rewrites) { (rule: RewriteRule) in rule.line }.map { ($0.0, $0.1.rule) }
        numbering = try rules(.numbering) { (rule: NumberingRule) in rule.line }.map { ($0.0, $0.1.rule) }
        numberLists = try value(.numberLists, [NumberListRule]()).map { ($0.pattern, $0) }
        risks = try rules(.risks) { (rule: RiskRule) in rule.line }.map { ($0.0, $0.1.rule) }
    }

    /// Every pattern by which lines are looked up.
    var patterns: [CommandPattern] {
        let flags = [ignored, refused, global, defaults, shownNegations, freeText].joined().map(\.0)
        let rules =
            conditionalDefaults.map(\.0) + definitions.map(\.0) + sections.map(\.0) + replaces.map(\.0)
            + ordered.map(\.0) + multiline.map(\.0)
        let others = rewrites.map(\.0) + numbering.map(\.0) + numberLists.map(\.0) + risks.map(\.0)
        return flags + rules + others
    }
}
