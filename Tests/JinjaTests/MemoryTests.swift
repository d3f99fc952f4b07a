import Jinja
import Testing

private final class Token: Sendable {}

private struct Refusal: Error {}

/// Values that refer to themselves are taken apart when a rendering ends, and a long output is not kept.
struct MemoryTests {
    @Test func `a long output is given away in pieces`() throws {
        let macro = "{% macro m(i) %}{% set t %}{{ i }}{% endset %}{{ t }}{% endmacro %}"
        let template = try Environment().compile(macro + "{% for i in range(100000) %}{{ m(i) ~ 'é' }}\n{% endfor %}")
        var bytes: [UInt8] = []
        var largest = 0
        try template.render { piece in
            bytes += piece
            largest = max(largest, piece.count)
        }
        #expect(bytes == (try template.renderBytes()))
        #expect(largest <= 1 << 16)
    }

    @Test func `what the receiver of pieces throws ends the rendering`() throws {
        let template = try Environment().compile("{% for i in range(100000) %}{{ i }}{% endfor %}")
        var pieces = 0
        #expect(throws: Refusal.self) {
            try template.render { _ in
                pieces += 1
                throw Refusal()
            }
        }
        #expect(pieces == 1)
    }

    @Test func `pieces have a limit together`() throws {
        var environment = Environment()
        environment.limits.streamedBytes = 1_000_000
        let template = try environment.compile("{% for i in range(1000000) %}{{ i }}{% endfor %}")
        #expect(throws: JinjaError.self) { try template.render { _ in } }
    }

    @Test(arguments: [
        "{% macro m() %}x{% endmacro %}{{ m() }}", "{% from 'lib' import outer %}{{ outer() }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{% call m() %}y{% endcall %}{% endcall %}",
        "{% set l = [] %}{% do l.append(l) %}{% set d = {} %}{% do d.update(d=d) %}",
        "{% set ns = namespace() %}{% set ns.me = ns %}{% macro k() %}{% set ns.k = k %}{% endmacro %}{{ k() }}",
        "{% for i in [1] recursive %}{% macro r() %}{{ loop.index }}{% endmacro %}{{ r() }}{% endfor %}",
        "{% for i in [1] %}{% set ns = namespace(l=loop) %}{{ ns.l.index }}{% endfor %}",
        "{% block a %}{% macro b() %}z{% endmacro %}{{ b() }}{% endblock %}{{ self.a() }}",
        "{% macro b() %}{% macro c() %}{% endmacro %}{{ 1 / 0 }}{% endmacro %}{{ b() }}",
        "{% set g = [1]|map('string') %}{% set ns = namespace(g=g) %}{{ ns.g|first }}",
    ])
    func `nothing of a rendering stays behind`(source: String) throws {
        weak var token: Token?
        do {
            let held = Token()
            token = held
            var environment = Environment(
                loader: DictionaryLoader([
                    "lib": "{% macro outer() %}{% macro inner() %}i{% endmacro %}{{ inner() }}{% endmacro %}"
                ]))
            environment.globals["held"] = .function("held") { [held] _, _ throws(JinjaError) in
                withExtendedLifetime(held) { .none }
            }
            _ = try? environment.compile(source).render()
        }
        #expect(token == nil)
    }
}
