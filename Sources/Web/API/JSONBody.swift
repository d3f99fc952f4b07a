import Domain
import Foundation
import Hummingbird
import NIOCore

/// The members of a JSON body that fits its schema, taken out one by one.
struct JSONBody: Sendable {
    private let members: [String: JSONValue]
    /// Where these members stand in the body; empty for the body itself.
    private let place: String

    init(_ members: [String: JSONValue] = [:], at place: String = "") {
        self.members = members
        self.place = place
    }

    /// Reads the body and holds it against its schema: no other media type, no other shape, no unknown member.
    static func read(_ request: Request, schema: JSONSchema, limit: Int) async throws -> JSONBody {
        var request = request
        let buffer = try await request.collectBody(upTo: limit)
        if buffer.readableBytes == 0, schema.required.isEmpty { return JSONBody() }
        guard request.mediaType == "application/json" else {
            throw Problem(.unsupportedFormat, code: "media_type", "Send the body as application/json.")
        }
        let document: JSONValue
        do {
            document = try JSONDecoder().decode(JSONValue.self, from: Data(buffer.readableBytesView))
        } catch {
            throw Problem(
                .invalid, code: "json_malformed", "The body is not a JSON document. Check its brackets and quotes.")
        }
        var problems: [FieldProblem] = []
        schema.check(document, at: "", &problems)
        guard problems.isEmpty, case .object(let members) = document else {
            throw Problem.invalid(problems.isEmpty ? [FieldProblem("", "Send a JSON object.")] : problems)
        }
        return JSONBody(members)
    }

    /// The member, unless it is missing or null.
    subscript(_ name: String) -> JSONValue? {
        members[name].flatMap { $0 == .null ? nil : $0 }
    }

    /// Whether the member is there, be it null.
    func has(_ name: String) -> Bool { members[name] != nil }

    func text(_ name: String) -> String { self[name]?.stringValue ?? "" }

    func integer(_ name: String) -> Int? { self[name]?.integerValue }

    func bool(_ name: String) -> Bool? {
        if case .bool(let value) = self[name] { value } else { nil }
    }

    func texts(_ name: String) -> [String] {
        guard case .array(let values) = self[name] else { return [] }
        return values.compactMap(\.stringValue)
    }

    /// The members of an object within; none when it is missing.
    func object(_ name: String) -> JSONBody {
        guard case .object(let members) = self[name] else { return JSONBody(at: named(name)) }
        return JSONBody(members, at: named(name))
    }

    /// A checked text; one that breaks its rule is a problem of its field.
    func checked<Text: CheckedText>(
        _ name: String, as type: Text.Type = Text.self, _ problems: inout [FieldProblem]
    ) -> Text? {
        if let value = Text(text(name)) { return value }
        problems.append(FieldProblem(named(name), "It \(Text.rule)."))
        return nil
    }

    /// Several checked texts.
    func checkedTexts<Text: CheckedText>(
        _ name: String, as type: Text.Type = Text.self, _ problems: inout [FieldProblem]
    ) -> [Text] {
        texts(name).enumerated().compactMap { index, text in
            if let value = Text(text) { return value }
            problems.append(FieldProblem("\(named(name))[\(index)]", "It \(Text.rule)."))
            return nil
        }
    }

    /// An id; `nil` when it is missing or null.
    func id<Subject>(_ name: String) -> Identifier<Subject>? {
        Identifier<Subject>(text(name))
    }

    /// Several ids.
    func ids<Subject>(_ name: String) -> [Identifier<Subject>] {
        texts(name).compactMap { Identifier<Subject>($0) }
    }

    /// The names of the members that are there.
    var names: [String] { members.keys.sorted() }

    /// The name of a member as problems call it.
    func named(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }
}
