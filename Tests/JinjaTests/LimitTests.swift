import Jinja
import Testing

/// A template can use no more than its limits, and no depth of nesting brings the process down.
struct LimitTests {
    private func code(_ source: String, _ limits: Limits = Limits()) throws -> JinjaError.Code? {
        var environment = Environment(loader: DictionaryLoader(["self": "{% include 'self' %}"]))
        environment.limits = limits
        do throws(JinjaError) {
            _ = try environment.compile(source).render()
            return nil
        } catch { return error.code }
    }

    @Test(arguments: [
        "{% for i in range(10000000) %}{% endfor %}",
        "{% for i in range(1000) %}{% for j in range(1000) %}{% for k in range(1000) %}{% endfor %}{% endfor %}{% endfor %}",
        "{{ 'a' * 999999999 }}", "{{ [1] * 999999999 }}", "{{ '%999999999d' % 1 }}", "{{ '{:999999999}'.format(1) }}",
        "{{ 'a'|center(999999999) }}", "{{ 'a'.ljust(999999999) }}", "{{ 'a'.zfill(999999999) }}",
        "{{ 'a'|indent(999999999) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{% include 'self' %}",
        "{% block a %}{{ self.a() }}{% endblock %}",
        "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}", "{{ range(99999999999)|list }}",
        "{{ range(9999999)|sum }}",
        "{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
        "{{ ('a' * 1000000)|replace('a', 'b' * 1000) }}",
        "{% set x = 'aaaaaaaaaa' %}{% set ns = namespace(v=x) %}{% for i in range(100) %}{% set ns.v = ns.v ~ ns.v %}{% endfor %}",
        "{% set ns = namespace(v=[1]) %}{% for i in range(100) %}{% set ns.v = ns.v + ns.v %}{% endfor %}",
        "{% set l = [] %}{% do l.append(l) %}{{ l|tojson }}",
        "{% set l = [] %}{% do l.append(l) %}{% set m = [] %}{% do m.append(m) %}{{ l == m }}",
        "{% set ns = namespace(v=[1]) %}{% for i in range(1000) %}{% set ns.v = ns.v|map('string') %}{% endfor %}{{ ns.v|list }}",
        "{{ [1]|batch(9999999, 'x')|list }}", "{{ [1]|slice(99999999)|list }}", "{{ ('x\n' * 100000)|indent(10000) }}",
        "{{ ', '.join(['a' * 1000000] * 100) }}", "{{ (['a' * 1000000] * 100)|join }}", "{{ ['a' * 1000000] * 100 }}",
    ])
    func `a template that wants too much is stopped`(source: String) throws {
        #expect(try self.code(source) == .limit)
    }

    @Test(arguments: ["(", "[", "{'a':", "-", "not ", "1 + (", "a[", "f(", "a|f(", "1 if 1 else "])
    func `deep nesting of expressions is refused`(opening: String) throws {
        let source = "{{ " + String(repeating: opening, count: 20_000) + " }}"
        let code = try self.code(source)
        #expect(code == .limit || code == .syntax)
    }

    @Test(arguments: [
        "{% if 1 %}", "{% for i in x %}", "{% macro m() %}", "{% with %}", "{% filter upper %}", "{% set x %}",
    ])
    func `deep nesting of statements is refused`(opening: String) throws {
        #expect(try self.code(String(repeating: opening, count: 20_000)) == .limit)
    }

    @Test(arguments: [" + 1", " ~ 1", ".a", "[0]", "|upper", " and 1", " == 1", "()", " is defined", " if 1", " ** 1"])
    func `long chains are refused or work, but never overflow the stack`(part: String) throws {
        _ = try self.code("{{ a" + String(repeating: part, count: 20_000) + " }}")
    }

    @Test func `the deepest nesting that is allowed also renders`() throws {
        for depth in 1...100 {
            let open = String(repeating: "(", count: depth)
            let source = "{{ \(open)1\(String(repeating: ")", count: depth)) }}"
            let code = try self.code(source)
            #expect(code == nil || code == .limit)
            if depth <= 20 { #expect(code == nil) }
        }
        let statements = String(repeating: "{% if 1 %}", count: 40) + "x" + String(repeating: "{% endif %}", count: 40)
        #expect(try Environment().compile(statements).render() == "x")
    }

    @Test func `a deep chain of values is freed without overflowing the stack`() throws {
        let source = """
            {% set ns = namespace(v=[]) %}{% for i in range(200000) %}{% set ns.v = [ns.v] %}{% endfor %}
            {% set ns = namespace(v={}) %}{% for i in range(200000) %}{% set ns.v = {'a': (ns.v,)} %}{% endfor %}
            {% set ns = namespace(v=none) %}{% for i in range(100000) %}{% set ns.v = namespace(p=ns.v) %}{% endfor %}ok
            """
        #expect(try Environment().compile(source).render().hasSuffix("ok"))
    }

    @Test func `time is limited`() throws {
        var limits = Limits()
        limits.time = .milliseconds(50)
        limits.iterations = Int.max
        #expect(try self.code("{% for i in range(1000000000) %}{% endfor %}", limits) == .limit)
    }

    @Test func `output and source are limited in bytes`() throws {
        var limits = Limits()
        limits.outputBytes = 10
        limits.templateBytes = 40
        #expect(try self.code("0123456789", limits) == nil)
        #expect(try self.code("0123456789a", limits) == .limit)
        #expect(try self.code(String(repeating: " ", count: 41), limits) == .limit)
    }
}
