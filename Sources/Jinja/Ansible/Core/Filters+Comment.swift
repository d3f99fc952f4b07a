/// Ansible's `comment`: text as a comment of some language.
extension Filters {
    private static let styles: [String: [String: String]] = [
        "plain": ["decoration": "# "], "erlang": ["decoration": "% "], "c": ["decoration": "// "],
        "cblock": ["beginning": "/*", "decoration": " * ", "end": " */"],
        "xml": ["beginning": "<!--", "decoration": " - ", "end": "-->"],
    ]

    static func comment(_ value: Value, _ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> Value {
        guard arguments.positional.count <= 1 else { throw JinjaError(.type, "comment takes one style and names") }
        var given = arguments.named
        var style = arguments.positional.first ?? .string("plain")
        if let named = given.firstIndex(where: { $0.name == "style" }) {
            guard arguments.positional.isEmpty else { throw JinjaError(.type, "The argument “style” is given twice") }
            style = given.remove(at: named).value
        }
        guard let parts = Self.styles[try style.textArgument("comment")] else {
            throw JinjaError(.value, "comment knows the styles plain, erlang, c, cblock and xml")
        }
        func text(_ name: String, _ fallback: String) throws(JinjaError) -> String {
            if let found = given.first(where: { $0.name == name }) { return try rendering.definedText(found.value) }
            return parts[name] ?? fallback
        }
        func count(_ name: String) throws(JinjaError) -> Int {
            guard let found = given.first(where: { $0.name == name }) else { return 1 }
            let number = max(0, try found.value.wholeNumber("comment"))
            try rendering.tick(number)
            return number
        }
        let source = try value.textArgument("comment")
        let decoration = try text("decoration", "")
        let newline = try text("newline", "\n")
        let edge = PythonText.rstrip(decoration)
        let beginning = try text("beginning", "")
        let prefix = try text("prefix", edge)
        let postfix = try text("postfix", edge)
        let end = try text("end", "")
        var result = beginning.isEmpty ? "" : beginning + newline
        if !prefix.isEmpty {
            let line = prefix == newline ? newline : prefix + newline
            let times = try count("prefix_count")
            try rendering.checkLength(line.utf8.count * times)
            result += String(repeating: line, count: times)
        }
        let body = decoration + (try Filters.replace(source, newline, newline + decoration, -1, rendering))
        result += try Filters.replace(body, decoration + newline, edge + newline, -1, rendering)
        let times = try count("postfix_count")
        try rendering.checkLength((newline.utf8.count + postfix.utf8.count) * times)
        result += String(repeating: newline + postfix, count: times)
        if !end.isEmpty { result += newline + end }
        return .string(result)
    }
}
