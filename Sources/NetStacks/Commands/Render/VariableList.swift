import Jinja

/// The variables of a template as JSON: an object for each, one a line.
enum VariableList {
    static func json(_ uses: [VariableUse]) throws(JinjaError) -> String {
        var lines: [String] = []
        for use in uses {
            var members: [(String, Value)] = [
                ("path", .string(use.path)), ("kind", .string(use.kind.rawValue)), ("optional", .bool(use.isOptional)),
            ]
            if let value = use.defaultValue { members.append(("default", value)) }
            members.append(("lines", Value(use.lines.map(Value.int))))
            lines.append("  " + (try Value(members).json()))
        }
        return lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n]"
    }
}
