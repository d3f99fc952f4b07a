import Domain
import Foundation
import Hummingbird

/// One call of an operation: who asks, and what for. Its query and its body fit the operation's schemas already.
struct APICall: Sendable {
    let context: APIContext
    let body: JSONBody
    private let fields: FormBody

    init(context: APIContext, query: FormBody, body: JSONBody) {
        self.context = context
        self.body = body
        fields = query
    }

    var actor: Actor { context.actor }

    /// The id in the path.
    func id<Subject>(of what: String) throws -> Identifier<Subject> {
        try context.identifier(of: what)
    }

    /// The checked name in the path; a text that breaks its rule is a thing that does not exist.
    func name<Text: CheckedText>(of what: String) throws -> Text {
        guard let name = context.parameters.get("name").flatMap({ Text($0) }) else { throw Problem.notFound(what) }
        return name
    }

    /// The value of a query parameter; empty when there is none.
    func query(_ name: String) -> String { fields.text(name) }

    /// The checked text of a query parameter; one that breaks its rule is a problem of the parameter.
    func checked<Text: CheckedText>(_ name: String) throws -> Text? {
        let text = query(name)
        if text.isEmpty { return nil }
        guard let value = Text(text) else { throw Problem.invalid([FieldProblem(name, "It \(Text.rule).")]) }
        return value
    }

    /// The id in a query parameter; `nil` when there is none.
    func queriedID<Subject>(_ name: String) -> Identifier<Subject>? {
        Identifier<Subject>(query(name))
    }

    /// The values of a parameter that may be repeated or hold several, divided by commas.
    func choices<Choice: RawRepresentable<String>>(_ name: String) -> [Choice] {
        fields.all(name).flatMap { $0.split(separator: ",") }.compactMap { Choice(rawValue: String($0)) }
    }

    /// The page asked for.
    var page: Page {
        Page(number: Int(query("page")) ?? 1, size: Int(query("size")) ?? Page.first.size)
    }
}
