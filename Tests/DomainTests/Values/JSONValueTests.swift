import Domain
import Foundation
import Testing

struct JSONValueTests {
    @Test func `a document survives encoding and decoding`() throws {
        let value: JSONValue = .object([
            "null": .null, "yes": .bool(true), "one": .integer(1), "big": .integer(.max), "half": .number(0.5),
            "text": .string("ü \"\\\n"), "list": .array([.bool(false), .integer(0), .object([:]), .array([])]),
        ])
        #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value)) == value)
    }

    @Test func `numbers, booleans and text stay apart`() throws {
        let decoded = try JSONDecoder().decode(JSONValue.self, from: Data(#"[1, 1.5, true, "1", 1e300]"#.utf8))
        #expect(decoded == .array([.integer(1), .number(1.5), .bool(true), .string("1"), .number(1e300)]))
    }

    @Test func `members and scalars are asked for by their kind`() {
        let value: JSONValue = .object(["a": .string("b"), "n": .integer(2)])
        #expect(value["a"]?.stringValue == "b" && value["n"]?.integerValue == 2)
        #expect(value["n"]?.stringValue == nil && value["x"] == nil && JSONValue.null["a"] == nil)
    }
}
