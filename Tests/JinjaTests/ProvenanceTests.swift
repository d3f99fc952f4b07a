import Jinja
import Testing

struct ProvenanceTests {
    private func listing(
        _ source: String, _ context: Variables = [:], _ templates: [String: String] = [:]
    ) throws -> [String] {
        var environment = Environment(loader: DictionaryLoader(templates))
        environment.trimBlocks = true
        environment.lstripBlocks = true
        let template = try environment.compile(source, name: "main")
        let traced = try template.renderTraced(context)
        #expect(try template.render(context) == traced.text)
        var lines = traced.text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        #expect(lines.count == traced.origins.count)
        return zip(lines, traced.origins).map { "\($1.template):\($1.line) \($0)" }
    }

    @Test func `each line has the line of the loop body or branch that made it`() throws {
        let source = """
            hostname {{ name }}
            {% for v in [10, 20] %}
            vlan {{ v }}
            {% if v == 20 %}
             mtu 9000
            {% endif %}
            {% endfor %}
            end
            """
        #expect(
            try self.listing(source, ["name": "sw1"]) == [
                "main:1 hostname sw1", "main:3 vlan 10", "main:3 vlan 20", "main:5  mtu 9000", "main:8 end",
            ])
    }

    @Test func `lines of includes, macros, call blocks and parents come from there`() throws {
        let templates = [
            "base": "! base\n{% block body %}\nnothing\n{% endblock %}\n! end\n",
            "lib": "{% macro ntp(s) %}\nntp server {{ s }}\nntp source Lo0\n{% endmacro %}\n"
                + "{% macro wrap() %}\n<<\n{{ caller() -}}\n>>\n{% endmacro %}\n",
            "inc": "! included\n\n",
        ]
        let source = """
            {% extends 'base' %}
            {% import 'lib' as lib %}
            {% block body %}
            {{ super() }}{% include 'inc' %}
            {{ lib.ntp('10.0.0.1') }}{% call lib.wrap() %}
            inside
            {% endcall %}
            {% endblock %}
            """
        #expect(
            try self.listing(source, [:], templates) == [
                "base:1 ! base", "base:3 nothing", "inc:1 ! included", "lib:2 ntp server 10.0.0.1",
                "lib:3 ntp source Lo0", "lib:6 <<", "main:6 inside", "lib:8 >>", "base:5 ! end",
            ])
    }

    @Test func `a filter that keeps lines keeps where they come from`() throws {
        let source = """
            {% macro vlan(v) %}

            vlan {{ v }}
             name V{{ v }}

            {% endmacro %}
            {{ vlan(1)|trim }}
            {% filter indent(2, true)|upper %}
            a
            b
            {% endfilter %}
            {% set text %}
            x
            y
            {% endset %}
            {{ text|indent }}
            """
        #expect(
            try self.listing(source) == [
                "main:3 vlan 1", "main:4  name V1", "main:9   A", "main:10   B", "main:13 x", "main:14     y",
            ])
    }

    @Test func `a text of several lines comes from where it is printed`() throws {
        #expect(
            try self.listing("a\n{{ t }}\n\nb", ["t": "1\n2"]) == [
                "main:1 a", "main:2 1", "main:2 2", "main:3 ", "main:4 b",
            ])
        #expect(try self.listing("") == [])
    }

    @Test func `a line of several sources comes from the one that made most of it`() throws {
        let source = """
            {% set short %}ab{% endset %}
            {% set long %}abcdef{% endset %}
            {{ short }}{{ long }}
            {{ short }}{{ short }}{{ short }} x
            {{ short }}xy
            {{ long }} abcdefgh
            """
        #expect(
            try self.listing(source) == [
                "main:2 ababcdef", "main:1 ababab x", "main:1 abxy", "main:6 abcdef abcdefgh",
            ])
        let templates = ["base": "{% block b %}\nparent line\n{% endblock %}\n"]
        let child = "{% extends 'base' %}\n{% block b %}\n# {{ super() }}\nown\n{% endblock %}\n"
        #expect(try self.listing(child, [:], templates) == ["base:2 # parent line", "main:3 ", "main:4 own"])
    }
}
