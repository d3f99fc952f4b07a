import Jinja

/// The variables of a template as JSON: an object for each, one a line. Templates that could not be looked into follow, each as
/// an object with the key `not_followed`.
enum VariableList {
    static func json(_ report: VariableReport) throws(JinjaError) -> String {
        var lines: [String] = []
        for use in report.variables {
            var members: [(String, Value)] = [
                ("path", .string(use.path)), ("kind", .string(use.kind.rawValue)), ("optional", .bool(use.isOptional)),
            ]
            if let value = use.defaultValue { members.append(("default", value)) }
            members.append(("lines", Value(use.lines.map(Value.int))))
            if !use.templates.isEmpty { members.append(("templates", Value(use.templates.map(Value.string)))) }
            lines.append("  " + (try Value(members).json()))
        }
        for template in report.unfollowed {
            let members: [(String, Value)] = [
                ("not_followed", template.name.map(Value.string) ?? .none), ("line", .int(template.line)),
                ("reason", .string(template.reason)),
            ]
            lines.append("  " + (try Value(members).json()))
        }
        return lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n]"
    }
}
