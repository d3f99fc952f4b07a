import Foundation
import Jinja
import Synchronization
import Testing

private final class CountingLoader: TemplateLoader {
    private let reads = Mutex(0)
    var count: Int { self.reads.withLock { $0 } }

    func source(named name: String) throws(JinjaError) -> String {
        guard name != "absent" else { throw JinjaError.templateNotFound(name) }
        self.reads.withLock { $0 += 1 }
        return "[\(name)]"
    }
}

struct EnvironmentTests {
    @Test func `a template is read and compiled once, until the cache is cleared`() throws {
        let loader = CountingLoader()
        let environment = Environment(loader: loader)
        for _ in 0..<3 { #expect(try environment.template("a").render() == "[a]") }
        #expect(loader.count == 1)
        environment.clearCache()
        _ = try environment.template("a")
        #expect(loader.count == 2)
    }

    @Test func `a changed setting does not use templates compiled before`() throws {
        var environment = Environment(loader: DictionaryLoader(["a": "{{ '<' }}"]))
        #expect(try environment.template("a").render() == "<")
        let plain = environment
        environment.autoescape = true
        #expect(try environment.template("a").render() == "&lt;")
        #expect(try plain.template("a").render() == "<")
    }

    @Test func `filters, tests, functions and globals of the host work`() throws {
        var environment = Environment()
        environment.filters["twice"] = Filter { value, arguments, rendering throws(JinjaError) in
            let mark = try arguments.bind("mark", required: 1)[0]?.text ?? ""
            let text = try rendering.text(of: value)
            return .string(text + mark + text)
        }
        environment.tests["short"] = Filter { value, _, _ throws(JinjaError) in .bool(value.text.count < 3) }
        environment.globals["site"] = ["name": "lab"]
        environment.globals["now"] = .function("now") { arguments, _ throws(JinjaError) in
            .int(41 + (arguments.positional.count))
        }
        let template = try environment.compile("{{ 'a'|twice('-') }} {{ 'ab' is short }} {{ site.name }} {{ now(1) }}")
        #expect(try template.render() == "a-a True lab 42")
    }

    @Test func `one template renders on many threads at once`() async throws {
        let environment = Environment(
            loader: DictionaryLoader(["lib": "{% macro m(x) %}<{{ x }}>{% endmacro %}"]), autoescape: true)
        let template = try environment.compile(
            "{% from 'lib' import m %}{% for r in rows %}{{ m(r.n) }}{% do r.update(n=0) %}{{ r.n }}{% endfor %}")
        let context: Variables = ["rows": Value((0..<50).map { ["n": .int($0)] })]
        let expected = try template.render(context)
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<32 { group.addTask { try template.render(context) } }
            for try await text in group { #expect(text == expected) }
        }
    }

    @Test func `bytes and text are the same`() throws {
        let template = try Environment().compile("é{{ x }}")
        #expect(try template.renderBytes(["x": "ü"]) == Array("éü".utf8))
    }

    @Test func `lipsum has the shape of Jinja2's, and is the same each time`() throws {
        let text = try Environment().compile("{{ lipsum(3, html=false, min=4, max=6) }}").render()
        let paragraphs = text.split(separator: "\n\n")
        #expect(paragraphs.count == 3)
        for paragraph in paragraphs {
            #expect((4..<6).contains(paragraph.split(separator: " ").count))
            #expect(paragraph.hasSuffix(".") && paragraph.first?.isUppercase == true)
        }
        let page = try Environment(autoescape: true).compile("{{ lipsum() }}").render()
        #expect(page.components(separatedBy: "<p>").count == 6)
        #expect(try Environment(autoescape: true).compile("{{ lipsum() }}").render() == page)
        #expect(throws: JinjaError.self) { try Environment().compile("{{ lipsum(99999999) }}").render() }
    }
}
