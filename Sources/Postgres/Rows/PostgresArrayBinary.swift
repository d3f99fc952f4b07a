/// PostgreSQL's binary form of arrays: number of dimensions, flags, type of the elements, then size and elements.
enum PostgresArrayBinary {
    typealias Element = UnsafeBufferPointer<UInt8>?

    /// The elements and their type, nil for NULL; nil when this is not an array of at most one dimension.
    static func elements(of bytes: UnsafeBufferPointer<UInt8>) -> (type: PostgresType, elements: [Element])? {
        var reader = BigEndianReader(bytes)
        guard let dimensions = reader.next(Int32.self), (0...1).contains(dimensions),
            reader.next(Int32.self) != nil, let oid = reader.next(UInt32.self)
        else { return nil }
        let type = PostgresType(oid: oid)
        if dimensions == 0 { return (type, []) }
        guard let count = reader.next(Int32.self), reader.next(Int32.self) != nil,
            // Each element has at least its length.
            (0...reader.rest.count / 4).contains(Int(count))
        else { return nil }
        var elements: [Element] = []
        elements.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let length = reader.next(Int32.self) else { return nil }
            if length == -1 {
                elements.append(nil)
            } else if let element = reader.take(Int(length)) {
                elements.append(element)
            } else {
                return nil
            }
        }
        return (type, elements)
    }
}

extension PostgresType {
    /// Whether this is an array of one of the types known here; those of enums and domains are numbered by the database.
    var isArray: Bool {
        switch oid {
        // text-like arrays: char, name, bpchar, varchar, json, xml
        case 1002, 1003, 1014, 1015, 199, 143: true
        default: Self.arrays.contains(self)
        }
    }

    private static let arrays: Set<PostgresType> = [
        .boolArray, .byteaArray, .int8Array, .int2Array, .int4Array, .textArray, .cidrArray, .float4Array,
        .float8Array, .macaddrArray, .inetArray, .dateArray, .timestampArray, .timestamptzArray, .intervalArray,
        .numericArray, .uuidArray, .jsonbArray,
    ]
}
