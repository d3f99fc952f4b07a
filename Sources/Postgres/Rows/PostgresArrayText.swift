/// PostgreSQL's text form of one-dimensional arrays: `{a,"b c",NULL}`.
enum PostgresArrayText {
    /// An element: a part of the text, or what is left of it without its backslashes.
    enum Element {
        case null
        case plain(UnsafeBufferPointer<UInt8>)
        case unescaped([UInt8])
    }

    static func quoted(_ element: String) -> String {
        var bytes: [UInt8] = []
        appendQuoted(element.utf8, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func appendQuoted(_ element: some Sequence<UInt8>, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for byte in element {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
            text.append(byte)
        }
        text.append(UInt8(ascii: "\""))
    }

    /// The elements; nil when the text is not a one-dimensional array.
    static func elements(of text: UnsafeBufferPointer<UInt8>) -> [Element]? {
        var rest = text[...]
        // Bounds other than from 1 on stand in front: «[0:2]={…}».
        if rest.first == UInt8(ascii: "[") { rest = rest.drop { $0 != UInt8(ascii: "=") }.dropFirst() }
        guard rest.popFirst() == UInt8(ascii: "{") else { return nil }
        if rest.first == UInt8(ascii: "}") { return rest.count == 1 ? [] : nil }
        var elements: [Element] = []
        while true {
            guard let element = element(&rest) else { return nil }
            elements.append(element)
            switch rest.popFirst() {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "}"): return rest.isEmpty ? elements : nil
            default: return nil
            }
        }
    }

    private static func element(_ rest: inout UnsafeBufferPointer<UInt8>.SubSequence) -> Element? {
        guard rest.first == UInt8(ascii: "\"") else {
            let plain = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
            guard !plain.isEmpty, !plain.contains(UInt8(ascii: "{")) else { return nil }
            rest = rest.dropFirst(plain.count)
            return plain.elementsEqual("NULL".utf8) ? .null : .plain(UnsafeBufferPointer(rebasing: plain))
        }
        rest = rest.dropFirst()
        let plain = rest.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        rest = rest.dropFirst(plain.count)
        if rest.first == UInt8(ascii: "\"") {
            rest = rest.dropFirst()
            return .plain(UnsafeBufferPointer(rebasing: plain))
        }
        var bytes = Array(plain)
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return .unescaped(bytes) }
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
