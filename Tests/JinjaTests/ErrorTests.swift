import Jinja
import Testing

struct ErrorTests {
    private func failure(
        _ source: String, _ context: Variables = [:], templates: [String: String] = [:]
    ) throws -> JinjaError {
        let environment = Environment(loader: DictionaryLoader(templates))
        do throws(JinjaError) {
            let text = try environment.compile(source, name: "main.j2").render(context)
            Issue.record("It rendered: \(text)")
            return JinjaError(.runtime, "")
        } catch { return error }
    }

    @Test func `an undefined name is told with its place, an excerpt and a near name`() throws {
        let error = try self.failure("hostname {{ hostname }}\nvlan {{ vlna.id }}\n", ["hostname": "sw1", "vlan": [:]])
        #expect(error.code == .undefined)
        #expect(error.template == "main.j2")
        #expect(error.line == 2)
        #expect(error.column == 9)
        #expect(error.suggestion == "vlan")
        #expect(
            error.description == """
                “vlna” is undefined (did you mean “vlan”?) — main.j2, line 2, column 9
                  vlan {{ vlna.id }}
                          ^
                """)
    }

    @Test func `a missing member names the near one`() throws {
        let error = try self.failure("{{ vlan.nmae }}", ["vlan": ["name": "users", "id": 1]])
        #expect(error.suggestion == "name")
        #expect(error.column == 4 || error.column == 9)
    }

    @Test func `a loop variable is suggested too`() throws {
        let error = try self.failure("{% for interface in [1] %}{{ interfce }}{% endfor %}")
        #expect(error.suggestion == "interface")
    }

    @Test func `an unknown filter is a syntax error with a near name`() throws {
        let error = try self.failure("{{ 'a'|uper }}")
        #expect(error.code == .syntax)
        #expect(error.suggestion == "upper")
    }

    @Test func `an error inside an include and a macro shows the way there`() throws {
        let error = try self.failure(
            "a\n{% include 'part' %}", [:],
            templates: [
                "part": "{% from 'lib' import m %}\n\n{{ m() }}", "lib": "{% macro m() %}\n{{ x }}{% endmacro %}",
            ])
        #expect(error.template == "lib")
        #expect(error.line == 2)
        #expect(error.trace.map(\.template) == ["part", "main.j2"])
        #expect(error.trace.map(\.line) == [3, 2])
    }

    @Test func `a missing template is told with the place that wanted it`() throws {
        let error = try self.failure("\n{% include 'nothing' %}")
        #expect(error.code == .templateNotFound)
        #expect(error.line == 2)
    }

    @Test func `messages never show values`() throws {
        let secret = "s3cr3t"
        for source in [
            "{{ key + 1 }}", "{{ key() }}", "{{ key.nope }}", "{{ [key]|sum }}", "{{ '%d' % key }}",
            "{{ {key: 1}['x'] }}",
            "{{ key|round }}", "{% for a, b in [key] %}{% endfor %}", "{{ key|int(base=key) }}", "{% include key %}",
            "{{ {'a': key}[key] }}", "{{ key|xmlattr }}", "{{ [1].index(key) }}", "{{ key < 1 }}", "{{ key in 5 }}",
        ] {
            let error = try self.failure(source, ["key": .string(secret)])
            if error.code != .templateNotFound { #expect(!error.description.contains(secret), "\(source)") }
        }
    }

    @Test func `an unclosed statement names what is open`() throws {
        let error = try self.failure("{% for i in x %}\n{% if i %}\n{% endfor %}")
        #expect(error.code == .syntax)
        #expect(error.line == 3)
        #expect(error.message.contains("“if”"))
        #expect(error.message.contains("“endif”"))
    }

    @Test func `the caret stands right behind tabs and wide characters`() throws {
        let error = try self.failure("\té {{ nope }}")
        #expect(error.column == 7)
        #expect(error.excerpt == "  \té {{ nope }}\n  \t     ^")
    }

    @Test func `an input list is changed in a copy of the rendering only`() throws {
        let list: Value = [1, 2]
        let template = try Environment().compile("{% do l.append(3) %}{{ l }}")
        #expect(try template.render(["l": list]) == "[1, 2, 3]")
        #expect(try template.render(["l": list]) == "[1, 2, 3]")
        #expect(list == [1, 2])
    }

    /// A comment that is never closed once hid every fault before it.
    @Test(arguments: [
        ("{% call foo %}{% endcall %}\n{# never closed", "Expected a call of a macro", 1),
        ("{% unknown %}\n{{ 'a }}", "There is no statement", 1), ("{{ 1 + }}\n{{ ? }}", "Unexpected", 1),
        ("{{ 1 + 'a }}", "This string is never closed", 1), ("{{ f(1, ? }}", "Unexpected character", 1),
        ("a\n{% raw %}b", "This raw section is never closed", 2),
        ("{% if a %}\n{# open", "This comment is never closed", 2),
    ])
    func `the first fault of a template is told`(source: String, message: String, line: Int) throws {
        let error = #expect(throws: JinjaError.self) { try Environment().compile(source + "\n") }
        #expect(error?.message.hasPrefix(message) == true, "\(String(describing: error))")
        #expect(error?.line == line)
    }

    /// Python works out the bounds and arguments before it uses them.
    @Test(arguments: [
        ("{{ 5[m():x] }}", "m"), ("{{ n[:unknown] }}", "unknown"), ("{{ n[1.5:unknown] }}", "unknown"),
        ("{{ unknown[1.5:] }}", "unknown"), ("{{ f(unknown.a) }}", "unknown"), ("{{ n.f(unknown.a) }}", "unknown"),
        ("{{ 5(unknown.a) }}", "unknown"),
    ])
    func `of several faults the one Python meets first is told`(source: String, name: String) throws {
        let error = #expect(throws: JinjaError.self) { try Environment().compile(source).render(["n": [1, 2]]) }
        #expect(error?.code == .undefined)
        #expect(error?.message.contains("“\(name)”") == true, "\(String(describing: error))")
    }
}
