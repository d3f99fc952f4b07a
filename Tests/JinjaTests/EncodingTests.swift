import Jinja
import Testing

private struct Page: Encodable {
    enum State: String, Encodable { case up, down }
    struct Row: Encodable {
        var name: String
        var port: UInt16
        var load: Float
    }
    var title: String
    var note: String?
    var count: Int?
    var state: State
    var rows: [Row]
    var tags: [String: Int]
    var grid: [[Bool]]
}

private class Base: Encodable {
    var id = 7
}

private final class Derived: Base {
    var name = "d"
    enum Key: CodingKey { case name }
    override func encode(to encoder: any Encoder) throws {
        try super.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(self.name, forKey: .name)
    }
}

struct EncodingTests {
    private let page = Page(
        title: "<Devices>", note: nil, count: nil, state: .up, rows: [.init(name: "a", port: 22, load: 0.5)],
        tags: ["core": 1], grid: [[true], []])

    @Test func `property names, nested values and order are kept`() throws {
        let value = try Value(encoding: self.page)
        let text = value.text
        #expect(
            text == """
                {'title': '<Devices>', 'note': None, 'count': None, 'state': 'up', \
                'rows': [{'name': 'a', 'port': 22, 'load': 0.5}], 'tags': {'core': 1}, 'grid': [[True], []]}
                """)
    }

    @Test func `a nil property is none, so a strict template can ask for it`() throws {
        let template = try Environment(autoescape: true).compile(
            "{{ page.title }}{% if page.note is none %} no note{% endif %}{{ page.rows[0].port + 1 }}")
        #expect(try template.render(["page": try Value(encoding: self.page)]) == "&lt;Devices&gt; no note23")
    }

    @Test func `a class writes the members of its superclass too`() throws {
        #expect(try Value(encoding: Derived()).text == "{'id': 7, 'name': 'd'}")
    }

    @Test func `a number beyond 64 bits keeps its digits`() throws {
        #expect(try Value(encoding: [UInt64.max]).text == "[18446744073709551615]")
    }

    @Test func `JSON keeps its order and its numbers`() throws {
        let value = try Value(json: #"{"b": [1, 2.0, -3e2, "\u00e9\ud83d\ude00\n"], "a": {"x": null, "y": true}}"#)
        #expect(value.text == #"{'b': [1, 2.0, -300.0, 'é😀\n'], 'a': {'x': None, 'y': True}}"#)
        for wrong in [
            "", "[1,]", "{\"a\" 1}", "[1] 2", "tru", "\"a", "[" + String(repeating: "[", count: 500), "\"\\ud800\"",
        ] {
            #expect(throws: JinjaError.self) { try Value(json: wrong) }
        }
    }

    @Test(arguments: [
        ("{\"a\":1,}", "a comma that nothing follows before } in line 1, column 7"),
        ("[1,\n 2, ]", "a comma that nothing follows before ] in line 2, column 3"),
        ("{\"é\": 1\n  2}", "no } in line 2, column 3"), ("[1", "no ] in line 1, column 3"),
        ("{\"é\": x}", "no value in line 1, column 7"),
    ])
    func `what is wrong with a JSON text is told with its place`(text: String, message: String) {
        let error = #expect(throws: JinjaError.self) { try Value(json: text) }
        #expect(error?.message == "This is not valid JSON: " + message)
    }
}
