import Jinja
import Testing

/// What a template makes is bounded as a whole, not only piece by piece, and nothing runs past the time limit unseen.
@Suite(.serialized) struct ResourceTests {
    private func failure(_ source: String, _ limits: Limits = Limits()) throws -> JinjaError? {
        var environment = Environment()
        environment.limits = limits
        do throws(JinjaError) {
            _ = try environment.compile(source).render()
            return nil
        } catch { return error }
    }

    /// Each of these texts is within the limit of one text; together they once took gigabytes.
    @Test(arguments: [
        "{% set s = 'a' * 16000000 %}{% set l = [] %}{% for i in range(3000) %}{% do l.append(s[1:]) %}{% endfor %}",
        "{% set s = 'a' * 16000000 %}{% set l = [] %}{% for i in range(3000) %}{% do l.append(s ~ 'b') %}{% endfor %}",
        "{{ ('a' * 10000)|list|map('replace', 'a', 'b' * 100000)|list|length }}",
        "{% set d = {} %}{% for i in range(990000) %}{% do d.update({i: 'a' * 1000}) %}{% endfor %}",
        "{% set b = range(300000)|list %}{% set l = [] %}{% for i in range(600000) %}{% do l.append(b[1:]) %}{% endfor %}",
        "{% macro m(s) %}{% set t %}{{ s }}{% endset %}{% for i in range(9) %}{{ m(s ~ 'b')|length }}{% endfor %}{% endmacro %}{{ m('a' * 9000000) }}",
        "{{ ('[' ~ '{},' * 4000000 ~ '1]')|from_json|length }}",
    ])
    func `texts and lists that are kept have a limit together`(source: String) throws {
        #expect(try self.failure(source)?.code == .limit)
    }

    /// In a process of its own: the limit is about the growth of the program, and memory that other tests left free is no growth.
    @Test func `the memory limit can be set`() async {
        await #expect(processExitsWith: .success) {
            let source = "{% set l = [] %}{% for i in range(900) %}{% do l.append('a' * 100000) %}{% endfor %}"
            var environment = Environment()
            _ = try environment.compile(source).render()
            environment.limits.memoryBytes = 1 << 20
            let error = #expect(throws: JinjaError.self) {
                try environment.compile(source + source + source).render()
            }
            #expect(error?.code == .limit)
        }
    }

    /// What was made and is gone does not count: configurations are put together line by line.
    @Test func `a text that grows line by line is no waste`() throws {
        let source = """
            {% set ns = namespace(text='') %}{% for i in range(8000) %}{% set ns.text = ns.text ~ ' description port\\n' %}{% endfor %}
            {{ ns.text|length }}
            """
        #expect(try self.failure(source) == nil)
    }

    @Test(arguments: ["e", "forceescape", "urlencode"])
    func `filters that lengthen a text keep to its limit`(filter: String) throws {
        #expect(throws: JinjaError.self) {
            try Environment().compile("{{ ('<' * 16000000)|\(filter)|length }}").render()
        }
    }

    /// Each of these once took a minute or forever: they ended in time only because nobody looked at the clock.
    @Test(arguments: [
        "{{ ('&lt' * 1000000)|striptags|length }}", "{{ ([['a' * 1000] * 1000] * 1000)|pprint|length }}",
        "{{ ('a ' * 4000000)|wordwrap(1)|length }}", "{{ ('a\\t' * 300000).expandtabs()|length }}",
        "{{ ('- {}\\n' * 100000)|from_yaml|length }}", "{{ ('a:1\\n' * 300000)|from_yaml|length }}",
        "{% set d = {} %}{% for i in range(50000) %}{% do d.update({i: 1}) %}{% endfor %}{% for i in range(50000) %}{% do d.popitem() %}{% endfor %}",
    ])
    func `filters take time in proportion to their text`(source: String) throws {
        let start = ContinuousClock.now
        _ = try self.failure(source)
        // Generous for a debug build on a busy machine; the faults took ten times as long.
        #expect(ContinuousClock.now - start < .seconds(12))
    }

    private static let longBodies: [String] = {
        let loop = "{% for i in range(1000) %}"
        func many(_ part: String) -> String { String(repeating: part, count: 20_000) }
        return [
            "\(loop)\(many("{{ x|d(i)|int + 1 }}")){% endfor %}",
            "\(loop){{ [\(many("x|d(i)|upper,"))]|length }}{% endfor %}",
            "\(loop){{ x|d(\(many("i ~ "))i) }}{% endfor %}",
            "\(loop){% if false %}\(many("{% elif x|d(0) %}")){% endif %}{% endfor %}",
        ]
    }()

    @Test(arguments: Self.longBodies)
    func `a long body sees the time limit as a long loop does`(source: String) throws {
        var limits = Limits()
        limits.time = .milliseconds(300)
        let start = ContinuousClock.now
        #expect(try self.failure(source, limits)?.code == .limit)
        #expect(ContinuousClock.now - start < .seconds(8))
    }

    /// These took time by the square of their number.
    private static let wideTemplates: [String] = {
        let names = (0..<10_000).map { "a\($0)=1" }.joined(separator: ",")
        return [
            "{{ dict(\(names))|length }}", "{% macro m(\(names)) %}{% endmacro %}{{ m(\(names)) }}",
            (0..<20_000).map { "{% block b\($0) %}{% endblock %}" }.joined(),
        ]
    }()

    @Test(arguments: Self.wideTemplates)
    func `compiling takes time in proportion to the template`(source: String) throws {
        #expect(try self.failure(source) == nil)
    }

    @Test func `compiling has a time limit`() throws {
        var limits = Limits()
        limits.time = .milliseconds(50)
        let source = (0..<20_000).map { "{% if x %}{% set a\($0) = 1 %}{% endif %}" }.joined()
        let error = try #require(try self.failure(source, limits))
        #expect(error.code == .limit)
        #expect(error.message.contains("Compiling"))
    }

    @Test func `macros inside each other have a limit of variables`() throws {
        let sets = (0..<3000).map { "{% set a\($0) = s ~ 1 %}" }.joined()
        let source = "{% macro m(s) %}\(sets){{ m(s) }}{% endmacro %}{{ m('a') }}"
        #expect(try self.failure(source)?.code == .limit)
    }
}
