import Domain
import Foundation
import Services

/// The fields for the variables of templates, and the values that a person gave.
struct VariableForm: Sendable {
    let variables: [TemplateVariable]

    /// One field per variable, with what was typed; before anything was sent, with the template's own defaults.
    func fields(_ body: FormBody, problems: [FieldProblem]) -> [Component.FormField] {
        let wasSent = !body.text("csrf_token").isEmpty
        return variables.map { variable in
            let name = "variable." + variable.name
            let typed = body.fields.contains { $0.name == name } || wasSent ? body.raw(name) : nil
            return .make(
                name, variable.name, kind: variable.kind.fieldKind, value: typed ?? variable.prefilled,
                help: variable.help, isRequired: variable.isRequired && variable.kind != .boolean,
                rows: variable.kind.rows, problems: problems)
        }
    }

    /// The values as a JSON object; what cannot be understood is added to the problems.
    func values(_ body: FormBody, problems: inout [FieldProblem]) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for variable in variables {
            let name = "variable." + variable.name
            if variable.kind == .boolean {
                members[variable.name] = .bool(body.text(name) == "true")
                continue
            }
            let text = body.text(name)
            if text.isEmpty {
                if variable.isRequired { problems.append(FieldProblem(name, "Give a value for \(variable.name).")) }
                continue
            }
            if let value = variable.kind.value(text) {
                members[variable.name] = value
            } else {
                problems.append(FieldProblem(name, variable.kind.rule))
            }
        }
        return .object(members)
    }
}

extension TemplateVariable {
    /// The default as the field shows it; lists and objects begin empty, their default is in the help.
    fileprivate var prefilled: String {
        switch kind {
        case .text, .number, .address: defaultText
        case .boolean: defaultText.lowercased() == "true" ? "true" : ""
        case .list, .object: ""
        }
    }

    fileprivate var help: String {
        var parts: [String] = []
        switch kind {
        case .list: parts.append("One per line.")
        case .object: parts.append("As JSON, for example {\"id\": 10}.")
        case .address: parts.append("An IP address or network, for example 192.0.2.1/24.")
        case .text, .number, .boolean: break
        }
        if !usedIn.isEmpty { parts.append("Used in \(usedIn.joined(separator: ", ")).") }
        if !defaultText.isEmpty { parts.append("Default: \(defaultText).") }
        return parts.joined(separator: " ")
    }
}

extension TemplateVariable.Kind {
    /// The control for values of this kind.
    fileprivate var fieldKind: String {
        switch self {
        case .text, .address: "text"
        case .number: "number"
        case .boolean: "checkbox"
        case .list: "textarea"
        case .object: "code"
        }
    }

    fileprivate var rows: Int {
        switch self {
        case .list: 3
        case .object: 5
        case .text, .number, .address, .boolean: 0
        }
    }

    /// What to do about a value that was not understood.
    fileprivate var rule: String {
        switch self {
        case .number: "Give a number."
        case .list: "Write one item per line, or a JSON array."
        case .object: "Write a JSON object, for example {\"id\": 10}."
        case .address: "Give an IP address or network, for example 192.0.2.1/24."
        case .text, .boolean: "Give a value."
        }
    }

    /// The value that a text which is not empty stands for; `nil` when it cannot.
    func value(_ text: String) -> JSONValue? {
        switch self {
        case .text: .string(text)
        // Templates take addresses, networks, ranges and wrapped ones; what none can be made of is refused here.
        case .address: text.contains(where: \.isHexDigit) && !text.contains(where: \.isWhitespace) ? .string(text) : nil
        case .boolean: .bool(text == "true")
        case .number: Int(text).map { .integer($0) } ?? Double(text).flatMap { $0.isFinite ? .number($0) : nil }
        case .object: JSONValue(parsing: text).flatMap { if case .object = $0 { $0 } else { nil } }
        case .list: Self.list(text)
        }
    }

    /// A JSON array, or one item per line: integers when every one is, objects where a line is one, text otherwise.
    private static func list(_ text: String) -> JSONValue? {
        if text.hasPrefix("[") {
            return JSONValue(parsing: text).flatMap { if case .array = $0 { $0 } else { nil } }
        }
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        let numbers = lines.compactMap { Int($0) }
        if numbers.count == lines.count { return .array(numbers.map { .integer($0) }) }
        let items = lines.map { $0.hasPrefix("{") ? JSONValue(parsing: $0) : .string($0) }
        return items.contains(nil) ? nil : .array(items.compactMap { $0 })
    }
}

extension JSONValue {
    /// A JSON document; `nil` when the text is none.
    init?(parsing text: String) {
        do {
            self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        } catch {
            return nil
        }
    }
}
