/// The rules by which a platform's configuration text is read, compared and changed: the `config:` part of a platform file.
///
/// Decoding fails with a `DecodingError` that names the key when a pattern is not readable.
public final class Grammar: Decodable, Sendable {
    /// False where configurations are only read and compared: commands of this platform are not to be sent.
    public let takesChanges: Bool
    let style: ConfigStyle
    /// Present exactly where the style is `paths`.
    let paths: PathRules?
    let comments: [String]
    let commentStarts: [Bool]
    let negations: [Negation]
    /// The only negation word with a space, in bytes; empty where there are several.
    let negationPrefix: [UInt8]
    let defaultWord: String?
    let exit: String
    let exits: Set<String>
    let ends: Set<String>
    let printsExit: Bool
    let indentWidth: Int
    /// Quotes around a word that needs none make no difference.
    let hasOptionalQuotes: Bool
    /// A negated line is only printed where its positive form is the default, which is not printed.
    let printsOnlyExceptions: Bool
    let delimiters: [String]

    let table: WordTable
    /// What can be with the lines of a class.
    let traits: [LineTraits]
    let hasConditionalDefaults: Bool
    let hasOrder: Bool
    let hasNegatedRewrites: Bool
    let hasShownNegations: Bool
    /// The first word of the command that puts a line into another place, where there is one.
    let moveWord: String?

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
    let numberLists: PatternIndex<NumberListRule>
    let risks: PatternIndex<RiskRule>
    /// Where its lines hold secrets: the part `secrets:` of the platform file.
    public let secrets: SecretGrammar

    /// Decodes and checks every rule.
    public convenience init(from decoder: any Decoder) throws { try self.init(from: decoder, secrets: .universal) }

    /// Decodes and checks every rule; secrets are told by rules of their own.
    public convenience init(from decoder: any Decoder, secrets: SecretGrammar) throws {
        self.init(try GrammarSource(from: decoder), secrets)
    }

    init(_ source: GrammarSource, _ secrets: SecretGrammar) {
        takesChanges = source.takesChanges && source.style != .plain
        style = source.style
        paths = source.paths
        comments = source.comments
        var starts = [Bool](repeating: false, count: 256)
        for comment in comments { if let first = comment.utf8.first { starts[Int(first)] = true } }
        commentStarts = starts
        negations = source.negations
        negationPrefix = negations.count == 1 && negations[0].of.isEmpty ? Array((negations[0].word + " ").utf8) : []
        defaultWord = source.defaultWord
        exit = source.exit
        exits = source.exits
        ends = source.ends
        printsExit = source.printsExit
        indentWidth = source.indentWidth
        hasOptionalQuotes = source.hasOptionalQuotes
        printsOnlyExceptions = source.printsOnlyExceptions
        delimiters = source.delimiters

        let marks = (Array(exits) + Array(ends)).compactMap { CommandPattern($0) }
        let table = WordTable(source.patterns + marks)
        self.table = table
        ignored = PatternIndex(source.ignored, table)
        refused = PatternIndex(source.refused, table)
        global = PatternIndex(source.global, table)
        defaults = PatternIndex(source.defaults, table)
        shownNegations = PatternIndex(source.shownNegations, table)
        conditionalDefaults = PatternIndex(source.conditionalDefaults, table)
        hasConditionalDefaults = !source.conditionalDefaults.isEmpty
        freeText = PatternIndex(source.freeText, table)
        definitions = PatternIndex(source.definitions, table)
        sections = PatternIndex(source.sections, table)
        replaces = PatternIndex(source.replaces, table)
        ordered = PatternIndex(source.ordered, table)
        hasShownNegations = !source.shownNegations.isEmpty || !source.conditionalDefaults.isEmpty
        moveWord = source.ordered.lazy.compactMap { $0.1.rule.move?.split(separator: " ").first.map(String.init) }.first
        hasOrder = !source.ordered.isEmpty
        multiline = PatternIndex(source.multiline, table)
        rewrites = PatternIndex(source.rewrites, table)
        hasNegatedRewrites = source.rewrites.contains { $0.1.alsoNegated }
        numbering = PatternIndex(source.numbering, table)
        numberLists = PatternIndex(source.numberLists, table)
        risks = PatternIndex(source.risks, table)
        self.secrets = secrets
        let exitMarks = PatternIndex(marks.map { ($0, true) }, table)
        traits = Self.traits(
            table,
            [
                (.leaves, exitMarks.isEmpty), (.ignored, ignored.isEmpty), (.refused, refused.isEmpty),
                (.section, sections.isEmpty), (.multiline, multiline.isEmpty), (.rewritten, rewrites.isEmpty),
                (.numberList, numberLists.isEmpty), (.stated, defaults.isEmpty),
                (.conditional, conditionalDefaults.isEmpty),
                (.negated, { [negationPrefix] kind in !table.mayBegin(kind, with: negationPrefix.dropLast()) }),
            ])
    }

    private static func traits(
        _ table: WordTable, _ indexes: [(trait: LineTraits, isEmpty: (UInt32) -> Bool)]
    ) -> [LineTraits] {
        (0..<UInt32(table.count)).map { kind in
            indexes.reduce(into: []) { if !$1.isEmpty(kind) { $0.insert($1.trait) } }
        }
    }
}

/// What has to be looked for in a line of a class.
struct LineTraits: OptionSet, Sendable {
    let rawValue: UInt16
    static let leaves = LineTraits(rawValue: 1)
    static let ignored = LineTraits(rawValue: 2)
    static let refused = LineTraits(rawValue: 4)
    static let section = LineTraits(rawValue: 8)
    static let multiline = LineTraits(rawValue: 16)
    static let rewritten = LineTraits(rawValue: 32)
    static let numberList = LineTraits(rawValue: 64)
    /// It can state a default.
    static let stated = LineTraits(rawValue: 128)
    /// It can state one in some places.
    static let conditional = LineTraits(rawValue: 256)
    /// It can begin with the one negation word.
    static let negated = LineTraits(rawValue: 512)
}
