import CPQ

extension StatementRequest {
    /// Hands the whole statement to libpq; false when libpq refuses it.
    func send(on connection: OpaquePointer) -> Bool {
        if isScript { return PQsendQuery(connection, text) == 1 }
        return withParameters { count, values, lengths, formats in
            shape.types.withUnsafeBufferPointer { types in
                PQsendQueryParams(
                    connection, text, count, types.baseAddress, values, lengths, formats, wantsBinary ? 1 : 0) == 1
            }
        }
    }

    /// Has the server prepare the statement; false when libpq refuses it.
    func prepare(as name: String, on connection: OpaquePointer) -> Bool {
        shape.types.withUnsafeBufferPointer { types in
            PQsendPrepare(connection, name, text, Int32(types.count), types.baseAddress) == 1
        }
    }

    /// Executes what was prepared under that name; false when libpq refuses it.
    func execute(_ name: String, on connection: OpaquePointer) -> Bool {
        withParameters { count, values, lengths, formats in
            PQsendQueryPrepared(connection, name, count, values, lengths, formats, wantsBinary ? 1 : 0) == 1
        }
    }

    /// Lays the parameters out as libpq reads them, on the stack when they are small.
    private func withParameters(
        _ body: (
            _ count: Int32, _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<Int32>?,
            _ formats: UnsafePointer<Int32>?
        ) -> Bool
    ) -> Bool {
        if values.isEmpty { return body(0, nil, nil, nil) }
        // Each text with the NUL that libpq expects; one byte at least, since a pointer must be not nil for an empty value.
        let size = values.reduce(0) { $0 + $1.size + 1 }
        return withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { bytes in
            withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: values.count) { pointers in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * values.count) { numbers in
                    var rest = bytes[...]
                    for (index, value) in values.enumerated() {
                        let length = value.write(to: UnsafeMutableRawBufferPointer(rebasing: rest))
                        let isNull = if case .null = value.content { true } else { false }
                        let isBinary = if case .binary = value.content { true } else { false }
                        let place = UnsafeMutableRawBufferPointer(rebasing: rest).baseAddress
                        pointers.initializeElement(
                            at: index, to: isNull ? nil : UnsafePointer(place?.assumingMemoryBound(to: CChar.self)))
                        numbers.initializeElement(at: index, to: Int32(length))
                        numbers.initializeElement(at: values.count + index, to: isBinary ? 1 : 0)
                        rest = rest.dropFirst(length + 1)
                    }
                    let lengths = numbers.baseAddress.map { UnsafePointer($0) }
                    return body(
                        Int32(values.count), pointers.baseAddress.map { UnsafePointer($0) }, lengths,
                        lengths.map { $0 + values.count })
                }
            }
        }
    }
}

extension PostgresValue {
    /// How many bytes it is sent as.
    fileprivate var size: Int {
        switch content {
        case .null: 0
        case .text(let text): text.utf8.count
        case .binary(let bytes): bytes.count
        }
    }

    /// Writes the bytes and a NUL behind them; returns how many there are without it.
    fileprivate func write(to buffer: UnsafeMutableRawBufferPointer) -> Int {
        switch content {
        case .null: break
        case .text(var text): text.withUTF8 { buffer.copyMemory(from: UnsafeRawBufferPointer($0)) }
        case .binary(let bytes): buffer.copyBytes(from: bytes)
        }
        let size = size
        buffer[size] = 0
        return size
    }
}
