/// `attribute="a.b.0"` of many filters.
struct AttributePath {
    private let parts: [Value]
    private let foldsCase: Bool
    private let fallback: Value?

    init(_ attribute: Value, foldsCase: Bool = false, fallback: Value? = nil) throws(JinjaError) {
        self.foldsCase = foldsCase
        self.fallback = fallback
        switch attribute {
        case .none: self.parts = []
        case .string(let text), .markup(let text):
            self.parts = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
                if !part.isEmpty, part.utf8.allSatisfy(\.isDigit), let index = Int(part) { return .int(index) }
                return .string(String(part))
            }
        case .undefined(let undefined): throw undefined.error
        default: self.parts = [attribute]
        }
    }

    func value(of item: Value, _ rendering: Rendering) throws(JinjaError) -> Value {
        var value = item
        for part in self.parts {
            value = try rendering.item(part, of: value)
            if let fallback = self.fallback, value.isUndefined { value = fallback }
        }
        guard self.foldsCase, let text = value.stringValue else { return value }
        return .string(CaseText.lower(text))
    }

    /// The keys of `attribute="a,b"`, which `sort` compares in turn.
    static func list(_ attribute: Value, foldsCase: Bool) throws(JinjaError) -> [AttributePath] {
        guard let text = attribute.stringValue else { return [try AttributePath(attribute, foldsCase: foldsCase)] }
        var paths: [AttributePath] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            paths.append(try AttributePath(.string(String(part)), foldsCase: foldsCase))
        }
        return paths
    }
}
