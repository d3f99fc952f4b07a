/// PostgreSQL's text form of one-dimensional arrays: `{a,"b c",NULL}`.
enum PostgresArrayText {
    static func quoted(_ element: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in element.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The elements, nil for NULL; nil when the text is not a one-dimensional array.
    static func elements(of text: String) -> [String?]? {
        var rest = text.utf8[...]
        guard rest.popFirst() == UInt8(ascii: "{") else { return nil }
        if rest.first == UInt8(ascii: "}") { return rest.count == 1 ? [] : nil }
        var elements: [String?] = []
        while true {
            guard let element = element(&rest) else { return nil }
            elements.append(element.isNull ? nil : element.text)
            switch rest.popFirst() {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "}"): return rest.isEmpty ? elements : nil
            default: return nil
            }
        }
    }

    private static func element(_ rest: inout Substring.UTF8View) -> (text: String, isNull: Bool)? {
        guard rest.first == UInt8(ascii: "\"") else {
            let plain = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
            guard !plain.isEmpty, !plain.contains(UInt8(ascii: "{")) else { return nil }
            rest = rest.dropFirst(plain.count)
            let text = String(decoding: plain, as: UTF8.self)
            return (text, text == "NULL")
        }
        rest = rest.dropFirst()
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return (String(decoding: bytes, as: UTF8.self), false) }
            if byte == UInt8(ascii: "\\") {
                guard let escaped = rest.popFirst() else { return nil }
                bytes.append(escaped)
            } else {
                bytes.append(byte)
            }
        }
        return nil
    }
}
