extension PostgresField {
    /// The elements of a one-dimensional array, nil for NULL; nil when the value is not such an array.
    var elements: [PostgresField?]? {
        if isBinary {
            guard let (type, elements) = PostgresArrayBinary.elements(of: bytes) else { return nil }
            return elements.map { $0.map { part($0, type: type) } }
        }
        return PostgresArrayText.elements(of: bytes)?.map { element in
            switch element {
            case .null: nil
            case .plain(let bytes): part(bytes, type: .unknown)
            case .unescaped(let bytes): PostgresField(text: bytes, type: .unknown)
            }
        }
    }
}
