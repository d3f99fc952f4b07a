import Testing

@testable import DeviceCLI

/// Expressions come from people and texts from devices: together they must never keep the program busy.
@Suite struct PatternCostTests {
    @Test(arguments: [
        "(a+)+[!?]", "^(a+)+$", "(a*)*b", "(a|a)*b", "(a|ab|b)*c", #"(\w+\s?)+$"#, #"^(\d+)*$"#, "(?:a?b?)*c",
        "((a*)?b)*c", "([a-z]+|[0-9a-f]+)*!",
        "(.*,)*x,", "(?i)(a|A)+b", "^(?!(a+)+!)x", #"(\s|\S)*(\s|.)*x"#, "(a?){30}b", "(a{1,9}){1,20}b",
    ])
    func `a repeat that fits one text in many ways is refused`(source: String) throws {
        let error = #expect(throws: PatternError.self) { try Pattern(source) }
        #expect(error?.description.hasPrefix("«\(source)» could keep the program busy with some texts: ") == true)
    }

    @Test(arguments: [
        ".*a.*b.*c.*d.*e", #"(\s*\S*\s*\S*\s*\S*)$"#, String(repeating: "a?", count: 30) + "b", #"(a)\1"#, "(?<!x)a",
        String(repeating: "a", count: 5000),
        #"[[a-z]&&[^x]]+"#,
    ])
    func `what cannot be bounded is refused with its reason`(source: String) {
        #expect(throws: PatternError.self) { try Pattern(source) }
    }

    @Test(arguments: [
        "a+b", #"^(?:\d{1,3}\.){3}\d{1,3}$"#, #"^( -[a-z]+)*$"#, "(ab)+", #"^(?<host>[A-Za-z0-9._\-]{1,64})# ?$"#,
        #"([^|"]|"[^"]*")+$"#, "(?i)error", "^(?!x)y",
        "(a|b)+c", #"\S+ \S+ \S+"#, "[&*~-]+x",
    ])
    func `an ordinary expression is taken`(source: String) throws {
        _ = try Pattern(source)
    }

    /// The worst texts that an expression may be given: those that fit almost to the end.
    @Test(arguments: ["^.*a.*b$", #"^\S+\s+\S+\s+x$"#, ".*x", #"^(?<a>\S+)\s+(?:.*\s)?(?<b>up|down)!"#])
    func `a text that fits almost takes a moment at most`(source: String) throws {
        let pattern = try Pattern(source)
        let clock = ContinuousClock()
        for count in [90, 900, 60_000] {
            for unit in ["a", "ab", " ", "a "] {
                let text = String(repeating: unit, count: count / unit.utf8.count)
                let time = clock.measure { _ = pattern.matches(text) }
                #expect(time < .seconds(5), "\(source) on \(count) bytes of «\(unit)»")
            }
        }
    }

    @Test func `a device that prints what an expression cannot bear is not searched`() throws {
        let pattern = try Pattern("^.*a.*b$")
        #expect(pattern.matches("xaxb"))
        #expect(!pattern.matches(String(repeating: "a", count: 100_000) + "b"))
    }
}
