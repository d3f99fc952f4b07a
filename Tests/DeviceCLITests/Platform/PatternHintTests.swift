import Testing

@testable import DeviceCLI

/// What is said without running an expression must never be wrong: a hint that errs would let a rejection, a refused
/// command or a prompt pass unseen.
struct PatternHintTests {
    static let sources = [
        #"^\s*% ?Invalid (command|number)"#, "^Syntax error", "^Error: AAA", #"^(?<host>[A-Za-z0-9._\-]{1,64})# ?$"#,
        #"^(?<host>[a-z]+)\(config[a-z\-]*\)# ?$"#, ">", #"\|\s*(vsh|tee)( |$)"#, #"^\s*sh(o|ow)?( |$)"#,
        #"[\[(](yes/no|y/n)[\])] ?$"#, #"^ ?--[Mm]ore-- ?$"#, #"\d{4} [A-Z][a-z]{2} +\d{1,2}: %[A-Z]+-[0-7]-X: "#,
        "a|b", "^a|b$", "^(a|b)c?d+$", "(?i)error", "^é+x", #"^\S+> ?$"#, "x{0,2}y", "^x{2}y", "^(?:ab)+c", "^(ab)?c",
        "$",
        "^", "^$", #"^\[[^\]]*\]"#, #"\bfoo\b"#, "^.$", "^[^ ]#", "^a*?b", #"\$"#, "^(a?)(b|cd)e",
    ]
    static let words = [
        " ", "\t", "% ", "%", "Invalid command", "Invalid", "Syntax error", "Error: AAA", "sw1", "#", "# ", "(config)",
        "sh",
        "show ", "yes", "y/n", "[", "]", "(", ")", "--More--", "2026 Nov 21: %ETH-5-X: ", "a", "b", "ab", "c", "cd",
        "d", "e",
        "é", "x", "y", "> ", ">", "|", "| tee ", "foo", "\u{A0}", "$", "error",
    ]

    @Test(arguments: sources + platformSources) func `a hint never denies a text that matches`(source: String) throws {
        let pattern = try Pattern(source)
        var random = SplitMix(state: source.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
        for _ in 0..<400 {
            let count = Int(random.next() % 6)
            let text = (0..<count).map { _ in Self.words[Int(random.next() % UInt64(Self.words.count))] }.joined()
            if !pattern.hint.allows(text) {
                let regex = try Regex(source).matchingSemantics(.unicodeScalar)
                #expect(text.firstMatch(of: regex) == nil, "\(source) matches «\(text)»")
            }
        }
    }

    @Test func `most lines are told without running the expression`() throws {
        let invalid = try Pattern(#"^\s*% ?Invalid (command|number)"#).hint
        #expect(!invalid.allows("  BIOS: version 05.47") && !invalid.allows("Software"))
        #expect(invalid.allows(" % Invalid command") && invalid.allows("\u{A0}% Invalid command"))
        let syntax = try Pattern("^Syntax error while parsing").hint
        #expect(!syntax.allows("Software") && syntax.allows("Syntax error while parsing 'x'"))
        let redirection = try Pattern(#"\|\s*(vsh|tee)( |$)"#).hint
        #expect(!redirection.allows("show version") && redirection.allows("show version | tee x"))
    }

    /// Every expression of the platforms that come with the product.
    static let platformSources: [String] = PlatformFile.names.flatMap { name -> [String] in
        guard let text = try? PlatformFile.text(name) else { return [] }
        // Expressions stand in single quotes there, and so do a few other texts, which do no harm.
        return text.split(separator: "'", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
            .map { String($0.element) }.filter { !$0.isEmpty && (try? Pattern($0)) != nil }
    }
}
