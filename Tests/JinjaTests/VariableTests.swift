import Jinja
import Testing

struct VariableTests {
    private func uses(_ source: String) throws -> [VariableUse] {
        try Environment().compile(source).variables()
    }

    private func paths(_ source: String) throws -> [String] {
        try self.uses(source).map { "\($0.path):\($0.kind.rawValue)\($0.isOptional ? "?" : "")" }
    }

    @Test func `names, members and items of lists are reported with their paths`() throws {
        let source = """
            hostname {{ hostname }}
            {% for i in interfaces if i.enabled %}{{ i.name|upper }}{% for v in i.vlans %}{{ v + 1 }}{% endfor %}{% endfor %}
            vlan {{ vlan.id }}
            """
        #expect(
            try self.paths(source) == [
                "hostname:unknown", "interfaces:list", "interfaces[]:object", "interfaces[].enabled:boolean",
                "interfaces[].name:string", "interfaces[].vlans:list", "interfaces[].vlans[]:number", "vlan:object",
                "vlan.id:unknown",
            ])
    }

    @Test func `addresses are told from other text by the filters and tests that take them`() throws {
        let source = """
            {{ gateway|ipaddr('address') }}{{ net|ansible.utils.nthhost(1) }}{{ peer|ansible.utils.ipv6 }}
            {% if lo is ansible.utils.ipv4_address %}{{ lo }}{% endif %}{{ names|union(more)|join(',') }}
            {{ flag|bool }}{{ base|combine({'a': 1}) }}{{ host|regex_replace('a', 'b') }}
            """
        #expect(
            try self.paths(source) == [
                "gateway:address", "net:address", "peer:address", "lo:address", "more:unknown", "names:list",
                "flag:boolean",
                "base:object", "host:string",
            ])
    }

    @Test func `what the template binds itself is not reported`() throws {
        let source = """
            {% set a = 1 %}{{ a }}{% macro m(x) %}{{ x }}{{ varargs }}{% endmacro %}{{ m(1) }}{{ range(3) }}
            {% for k in [1] %}{{ loop.index }}{{ k }}{% endfor %}{% with b = 2 %}{{ b }}{% endwith %}
            {% import "lib" as lib %}{{ lib.f() }}{% set ns = namespace(c=1) %}{{ ns.c }}{{ joiner()() }}
            """
        #expect(try self.paths(source).isEmpty)
    }

    @Test func `defaults and tests make a variable optional`() throws {
        let uses = try self.uses(
            "{{ mtu|default(1500) }}{% if domain is defined %}{{ domain }}{% endif %}{{ a }}{{ a|d('x') }}{{ v.get('k', 5) }}"
        )
        #expect(uses.map(\.path) == ["mtu", "domain", "a", "v", "v.k"])
        #expect(uses.map(\.isOptional) == [true, true, false, false, true])
        #expect(uses[0].defaultValue == 1500)
        #expect(uses[0].kind == .number)
        #expect(uses[2].defaultValue == "x")
        #expect(uses[4].defaultValue == 5)
    }

    @Test func `aliases, macros and filters are followed`() throws {
        let source = """
            {% macro show(i, n=1) %}{{ i.name }}{{ n }}{% endmacro %}
            {% for i in interfaces %}{{ show(i) }}{% endfor %}{% set v = site.vlan %}{{ v.id }}
            {{ users|map(attribute='name')|join(',') }}{{ (hosts|selectattr('up')|first).ip }}
            {% for ip, n in neighbors.items() %}{{ n.asn }}{% endfor %}
            """
        #expect(
            try self.uses(source).map(\.path) == [
                "interfaces", "interfaces[]", "interfaces[].name", "site", "site.vlan", "site.vlan.id", "users",
                "users[]",
                "users[].name", "hosts", "hosts[]", "hosts[].up", "hosts[].ip", "neighbors", "neighbors.*",
                "neighbors.*.asn",
            ])
    }

    @Test func `lines and kinds come from the use`() throws {
        let uses = try self.uses(
            "{{ a == 'x' }}\n{{ b > 5 }}\n{{ a }}{% if c %}{% endif %}{{ d.split(',') }}{{ e is mapping }}")
        #expect(uses.map(\.kind) == [.string, .number, .boolean, .string, .object])
        #expect(uses[0].lines == [1, 3])
    }

    @Test func `globals of the host are not reported`() throws {
        var environment = Environment()
        environment.globals["site"] = ["name": "x"]
        #expect(try environment.compile("{{ site.name }}").variables().isEmpty)
    }

    private func report(_ source: String, _ templates: [String: String]) throws -> VariableReport {
        try Environment(loader: DictionaryLoader(templates)).compile(source, name: "main").variableReport()
    }

    /// Forms lacked what only a parent, an include or a macro elsewhere reads.
    @Test func `templates that this one leads to are followed`() throws {
        let report = try self.report(
            """
            {% extends 'base' %}{% import 'lib' as lib %}
            {% set title = 'x' %}
            {% block body %}{{ host }}{% include 'part' %}{{ lib.show(item) }}{% endblock %}
            """,
            [
                "base": "{{ title }}{{ company }}{% block body %}{{ replaced }}{% endblock %}",
                "part": "{{ host }}{% for p in parts %}{{ p.name }}{% endfor %}",
                "lib": "{% macro show(x) %}{{ x.name }}{{ unseen }}{% endmacro %}{{ unseen }}",
            ])
        #expect(
            report.variables.map(\.path) == [
                "host", "parts", "parts[]", "parts[].name", "item", "item.name", "company",
            ])
        #expect(report.variables.map(\.lines) == [[3], [3], [3], [3], [3], [3], [1]])
        #expect(report.variables[0].templates == ["part"])
        #expect(report.variables[6].templates == ["base"])
        #expect(report.unfollowed.isEmpty)
    }

    @Test func `what the analysis cannot follow is told`() throws {
        let report = try self.report(
            "{% include dyn %}\n{% include 'gone' %}\n{% include 'gone' ignore missing %}\n{% import 'bad' as b %}",
            ["bad": "{{ 1 + }}"])
        #expect(report.variables.map(\.path) == ["dyn"])
        #expect(report.unfollowed.map(\.name) == [nil, "gone", "bad"])
        #expect(report.unfollowed.map(\.line) == [1, 2, 4])
    }

    @Test func `a template that leads to itself is looked at once`() throws {
        let templates = ["a": "{% include 'b' %}{{ x }}", "b": "{% include 'a' %}{{ y }}"]
        #expect(try self.report("{% include 'a' %}{% include 'b' %}", templates).variables.map(\.path) == ["y", "x"])
    }

    @Test func `kinds are those of the place where a value is used`() throws {
        #expect(
            try self.paths("{{ (q or r) }}{% if a or b %}{% endif %}{{ 'x' * reps }}{{ [0] * more }}") == [
                "q:unknown", "r:unknown", "a:boolean", "b:boolean", "reps:number", "more:number",
            ])
        #expect(
            try self.paths("{% for i in range(most) %}{{ ports[i].name }}{% endfor %}{{ lst[idx].name }}{{ mp[key] }}")
                == [
                    "most:number", "ports:list", "ports[]:object", "ports[].name:unknown", "idx:number", "lst:list",
                    "lst[]:object", "lst[].name:unknown", "key:unknown", "mp:object", "mp.*:unknown",
                ])
        #expect(
            try self.paths(
                "{% for x in hosts[1:3] %}{{ x.y }}{% endfor %}{% call(item) lister(1) %}{{ item }}{% endcall %}")
                == ["hosts:list", "hosts[]:object", "hosts[].y:unknown", "lister:callable"])
    }

    @Test func `lines are in order`() throws {
        let source = "{% macro m(x) %}\n{{ x.a }}\n{% endmacro %}\n{{ h }}{{ h.a }}\n{{ m(h) }}"
        #expect(try self.uses(source).map(\.lines) == [[2, 4, 5], [2, 4]])
    }
}
