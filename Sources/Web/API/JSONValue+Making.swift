import Domain
import Foundation

extension JSONValue {
    init(_ text: String) { self = .string(text) }
    init(_ number: Int) { self = .integer(number) }
    init(_ flag: Bool) { self = .bool(flag) }

    /// A text that was checked once.
    init(_ text: some CheckedText) { self = .string(text.text) }

    /// The raw value of an enumeration.
    init<Choice: RawRepresentable<String>>(choice: Choice) { self = .string(choice.rawValue) }

    /// A text, or null.
    init(nullable text: String?) { self = text.map(JSONValue.string) ?? .null }

    /// An id in its canonical form.
    init<Subject>(_ id: Identifier<Subject>) { self = .string(id.description) }

    /// An id, or null.
    init<Subject>(nullable id: Identifier<Subject>?) { self = id.map { .string($0.description) } ?? .null }

    /// A time in RFC 3339 with milliseconds.
    init(_ date: Date) { self = .string(date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))) }

    /// A time, or null.
    init(nullable date: Date?) { self = date.map { JSONValue($0) } ?? .null }

    /// Somebody as named in records.
    init(_ user: UserReference) { self = .object(["id": JSONValue(user.id), "name": .string(user.name)]) }

    /// Somebody, or null.
    init(nullable user: UserReference?) { self = user.map { JSONValue($0) } ?? .null }

    /// Texts in order.
    init(texts: [String]) { self = .array(texts.map(JSONValue.string)) }

    /// A whole list.
    init(list: [JSONValue]) { self = .object(["items": .array(list)]) }

    /// A page of a list.
    init<Element>(_ paged: Paged<Element>, _ convert: (Element) -> JSONValue) {
        self = .object([
            "items": .array(paged.elements.map(convert)), "total": .integer(paged.total),
            "page": .integer(paged.page.number), "size": .integer(paged.page.size),
        ])
    }
}
