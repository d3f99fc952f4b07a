import Jinja
import Testing

private final class Token: Sendable {}

/// Values that refer to themselves are taken apart when a rendering ends.
struct MemoryTests {
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
