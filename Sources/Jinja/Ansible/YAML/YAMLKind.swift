/// What YAML 1.1 takes a plain text for.
enum YAMLKind {
    case text, null, bool, int, float, date
    /// The keys `<<` and `=`, which are no values.
    case special

    private static let truths: Set<String> = [
        "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE", "on", "On", "ON",
        "off", "Off", "OFF",
    ]
    private static let nulls: Set<String> = ["", "~", "null", "Null", "NULL"]

    /// The forms of PyYAML's resolver.
    private static let patterns: [(YAMLKind, String)] = [
        (
            .int,
            #"[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"#
                + #"|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+"#
        ),
        (
            .float,
            #"[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"#
                + #"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"#
        ),
        (
            .date,
            #"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \t]+)"#
                + #"[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?"#
        ),
    ]

    static func kind(of text: String, _ rendering: Rendering) throws(JinjaError) -> YAMLKind {
        if self.nulls.contains(text) { return .null }
        if self.truths.contains(text) { return .bool }
        if text == "<<" || text == "=" { return .special }
        guard let first = text.utf8.first, first.isDigit || first == 43 || first == 45 || first == 46 else {
            return .text
        }
        for (kind, pattern) in self.patterns
        where try PythonRegex(pattern, [], rendering).match(text, isFull: true) != nil { return kind }
        return .text
    }
}
