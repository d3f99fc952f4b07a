extension SQL {
    /// The statement with its values written into it, for those that take no parameters, such as COPY.
    ///
    /// Safe against any value: numbers are digits, all else is quoted, in the form with escapes when a backslash is in it.
    func inlined() throws(PostgresError) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let literal): text += literal.description
            case .value(let value): text += try Self.literal(value)
            }
        }
        return text
    }

    private static func literal(_ value: PostgresValue) throws(PostgresError) -> String {
        if value.content == .null { return "NULL" }
        guard let text = value.shownText else {
            throw .misuse("A value has no text form that could be written into the statement", nil)
        }
        if text.utf8.contains(0) { throw .textWithNUL(nil) }
        if [.int8, .int4, .int2].contains(value.type) { return "(\(text))" }
        let quoted = text.replacing("'", with: "''")
        return text.utf8.contains(UInt8(ascii: "\\"))
            ? " E'\(quoted.replacing("\\", with: "\\\\"))'" : "'\(quoted)'"
    }
}
