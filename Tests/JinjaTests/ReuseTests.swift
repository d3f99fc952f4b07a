import Jinja
import Testing

@Suite struct ReuseTests {
    @Test func `a later rendering sees nothing of an earlier one`() throws {
        let source = "{% if a is defined %}{{ a }}{% set b = 1 %}{% endif %}{{ b is defined }}"
        let template = try Environment().compile(source)
        #expect(try template.render(["a": "x"]) == "xTrue")
        #expect(try template.render() == "False")
        #expect(try template.render(["b": 2]) == "True")
    }

    @Test func `a rendering that fails does not spoil the next one`() throws {
        let template = try Environment().compile("<{% for n in l %}{{ 6 // n }}{% endfor %}>")
        for _ in 0..<3 {
            #expect(try template.render(["l": [1, 2]]) == "<63>")
            #expect(throws: JinjaError.self) { try template.render(["l": [3, 0]]) }
        }
    }

    @Test func `each rendering has the whole of its limits`() throws {
        var environment = Environment()
        environment.limits.iterations = 300
        let template = try environment.compile("{% for n in l %}{% endfor %}")
        let list = Value((0..<280).map { .int($0) })
        for _ in 0..<5 { #expect(try template.render(["l": list]) == "") }
        #expect(throws: JinjaError.self) { try template.render(["l": Value((0..<600).map { .int($0) })]) }
    }

    @Test func `changes a template makes to a list do not reach the next rendering`() throws {
        let loader = DictionaryLoader(["part": "{% do l.append(1) %}{{ l|length }}"])
        let template = try Environment(loader: loader).compile("{% include 'part' %}{{ l|length }}")
        let variables: Variables = ["l": [0]]
        for _ in 0..<3 { #expect(try template.render(variables) == "21") }
    }

    @Test func `variables are values: a copy does not change with the original`() {
        var first: Variables = ["a": 1, "a name of more than fifteen bytes": 2]
        let second = first
        first["a"] = 3
        first["a name of more than fifteen bytes"] = nil
        for number in 0..<40 { first["v\(number)"] = .int(number) }
        #expect(first["a"] == 3 && first["v39"] == 39 && first["a name of more than fifteen bytes"] == nil)
        #expect(second["a"] == 1 && second["a name of more than fifteen bytes"] == 2 && second["v0"] == nil)
    }

    /// Tracing takes the general way through every filter.
    @Test func `filters of text give the same on their short way`() throws {
        let filters = [
            "upper", "lower", "capitalize", "title", "trim", "replace(' ', '_')", "replace('aA', 'x')",
            "replace('b', 'a long text in place of one letter')", "replace('-', '')", "default('?')",
        ]
        var random = SystemRandomNumberGenerator()
        let letters = Array("aAbB  \t-_(éß<&\n\u{1f}Σ7")
        for _ in 0..<400 {
            let chosen = (0...Int.random(in: 0...3, using: &random)).compactMap { _ in filters.randomElement() }
            let isShort = Bool.random()
            let text = String(
                (0..<Int.random(in: 0...(isShort ? 30 : 300))).compactMap { _ in
                    letters.prefix(isShort ? 11 : 99).randomElement()
                })
            for escapes in [false, true] {
                let template = try Environment(autoescape: escapes).compile(
                    "{{ x|\(chosen.joined(separator: "|")) }}{% set y = x|\(chosen.joined(separator: "|")) %}{{ y }}")
                let value: Value = Bool.random() ? .string(text) : .markup(text)
                let expected = try template.renderTraced(["x": value]).text
                #expect(try template.render(["x": value]) == expected, "\(chosen) on \(text)")
            }
        }
    }

    @Test func `format gives the same on its short way`() throws {
        for pattern in ["%d", " eq %d.", "%s", "<%s>", "100%% %s", "%5d", "%x", "", "%s %s", "%"] {
            for value in [1, -7, "te<xt", 1.5, true, .none, .markup("<b>"), [1]] as [Value] {
                for escapes in [false, true] {
                    let template = try Environment(autoescape: escapes).compile("{{ '\(pattern)'|format(x) }}")
                    let expected = try? template.renderTraced(["x": value]).text
                    #expect((try? template.render(["x": value])) == expected, "\(pattern) of \(value)")
                }
            }
        }
    }
}
