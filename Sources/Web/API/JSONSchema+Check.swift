import Domain
import Foundation

extension JSONSchema {
    /// Holds a document against the schema; every breach is named with its place.
    func check(_ value: JSONValue, at place: String, _ problems: inout [FieldProblem]) {
        switch (self, value) {
        case (.any, _): Self.refuseNUL(value, at: place, &problems)
        case (.nullable, .null), (.boolean, .bool), (.number, .number), (.number, .integer): return
        case (.named(let name), _): (APISchemas.all[name] ?? .any).check(value, at: place, &problems)
        case (.nullable(let schema), _): schema.check(value, at: place, &problems)
        case (.string(let format, let maxLength), .string(let text)):
            check(text, format: format, maxLength: maxLength, at: place, &problems)
        case (.choice(let values), .string(let text)):
            if !values.contains(text) {
                problems.append(FieldProblem(place, "It must be one of \(values.joined(separator: ", "))."))
            }
        case (.integer(let minimum, let maximum), .integer(let number)):
            if let minimum, number < minimum { problems.append(FieldProblem(place, "It must be at least \(minimum).")) }
            if let maximum, number > maximum { problems.append(FieldProblem(place, "It must be at most \(maximum).")) }
        case (.array(let items), .array(let values)):
            for (index, item) in values.enumerated() { items.check(item, at: "\(place)[\(index)]", &problems) }
        case (.map(let schema), .object(let members)):
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                let memberPlace = Self.join(place, name)
                Self.refuseNUL(.string(name), at: memberPlace, &problems)
                schema.check(member, at: memberPlace, &problems)
            }
        case (.object(let expected), .object(let members)): check(expected, members, at: place, &problems)
        default: problems.append(FieldProblem(place, "It must be \(kind)."))
        }
    }

    private func check(
        _ text: String, format: String, maxLength: Int, at place: String, _ problems: inout [FieldProblem]
    ) {
        // Counted as JSON Schema and PostgreSQL count.
        if maxLength > 0, text.unicodeScalars.count > maxLength {
            problems.append(FieldProblem(place, "Keep it under \(maxLength) characters."))
        }
        Self.refuseNUL(.string(text), at: place, &problems)
        switch format {
        case "uuid":
            if UUID(uuidString: text) == nil { problems.append(FieldProblem(place, "It must be an id, a UUID.")) }
        case "date-time":
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            do { _ = try style.parse(text) } catch {
                problems.append(FieldProblem(place, "It must be a time, such as 2026-01-05T09:30:00.000Z."))
            }
        default: break
        }
    }

    private func check(
        _ expected: [Member], _ members: [String: JSONValue], at place: String, _ problems: inout [FieldProblem]
    ) {
        for member in expected {
            if let value = members[member.name] {
                member.schema.check(value, at: Self.join(place, member.name), &problems)
            } else if member.isRequired {
                problems.append(
                    FieldProblem(Self.join(place, member.name), "It is missing; it must be \(member.schema.kind)."))
            }
        }
        let known = expected.map(\.name).sorted()
        for name in members.keys.sorted() where !known.contains(name) {
            problems.append(
                FieldProblem(
                    Self.join(place, name), "There is no such member here. Known are: \(known.joined(separator: ", "))."
                ))
        }
    }

    /// PostgreSQL keeps no NUL in a text, neither in `text` nor in `jsonb`.
    private static func refuseNUL(_ value: JSONValue, at place: String, _ problems: inout [FieldProblem]) {
        switch value {
        case .null, .bool, .integer, .number: return
        case .string(let text):
            if text.utf8.contains(0) {
                problems.append(FieldProblem(place, "It holds a NUL character, which no text here may."))
            }
        case .array(let values):
            for (index, item) in values.enumerated() { refuseNUL(item, at: "\(place)[\(index)]", &problems) }
        case .object(let members):
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                refuseNUL(.string(name), at: join(place, name), &problems)
                refuseNUL(member, at: join(place, name), &problems)
            }
        }
    }

    private static func join(_ place: String, _ name: String) -> String {
        let name = printable(name)
        return place.isEmpty ? name : "\(place).\(name)"
    }

    /// A name that somebody else chose, short and without control characters.
    static func printable(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.prefix(60).filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }

    /// What a value must be, for a sentence.
    var kind: String {
        switch self {
        case .string(let format, _): format.isEmpty ? "a string" : "a string (\(format))"
        case .choice(let values): "one of \(values.joined(separator: ", "))"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .any, .named: "a value"
        case .nullable(let schema): schema.kind + " or null"
        case .array: "an array"
        case .map, .object: "an object"
        }
    }
}
