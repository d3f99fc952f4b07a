import Domain

/// A parameter of a query.
struct APIParameter: Sendable {
    let name: String
    let summary: String
    let schema: JSONSchema
    var isRequired = false

    /// The parameters of every list.
    static let page = [
        APIParameter(
            name: "page", summary: "Which page, from 1.", schema: .integer(minimum: 1, maximum: Page.lastNumber)),
        APIParameter(name: "size", summary: "Rows on a page.", schema: .integer(minimum: 1, maximum: Page.largestSize)),
    ]

    /// Holds the parameters of a request against those of an operation; an unknown one is refused, because a filter
    /// that was misspelt would quietly select everything.
    static func check(_ query: FormBody, against parameters: [APIParameter]) throws {
        var problems: [FieldProblem] = []
        for field in query.fields {
            guard let parameter = parameters.first(where: { $0.name == field.name }) else {
                let known = parameters.map(\.name).joined(separator: ", ")
                problems.append(
                    FieldProblem(
                        JSONSchema.printable(field.name),
                        known.isEmpty
                            ? "There are no parameters here." : "There is no such parameter here. Known are: \(known).")
                )
                continue
            }
            parameter.check(field.value, &problems)
        }
        for parameter in parameters where parameter.isRequired && query.text(parameter.name).isEmpty {
            problems.append(FieldProblem(parameter.name, "It is missing."))
        }
        if !problems.isEmpty { throw Problem.invalid(problems) }
    }

    private func check(_ text: String, _ problems: inout [FieldProblem]) {
        if text.isEmpty { return }
        switch schema {
        case .integer:
            guard let number = Int(text) else {
                problems.append(FieldProblem(name, "It must be a whole number."))
                return
            }
            schema.check(.integer(number), at: name, &problems)
        case .array(let items):
            for item in text.split(separator: ",") { items.check(.string(String(item)), at: name, &problems) }
        default: schema.check(.string(text), at: name, &problems)
        }
    }
}

extension Page {
    /// The highest number a page can have.
    static let lastNumber = Page(number: .max).number
    /// The most rows a page can have.
    static let largestSize = Page(number: 1, size: .max).size
}
