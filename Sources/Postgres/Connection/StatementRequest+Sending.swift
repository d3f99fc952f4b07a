import CPQ

extension StatementRequest {
    /// Hands the statement to libpq; false when libpq refuses it.
    func send(on connection: OpaquePointer) -> Bool {
        if isScript { return PQsendQuery(connection, text) == 1 }
        // All parameters lie in one buffer, each text with the NUL that libpq expects.
        var bytes: [UInt8] = []
        var offsets: [Int?] = []
        var lengths: [Int32] = []
        var formats: [Int32] = []
        for value in values {
            switch value.content {
            case .null:
                offsets.append(nil)
                lengths.append(0)
                formats.append(0)
            case .text(let text):
                offsets.append(bytes.count)
                lengths.append(0)
                formats.append(0)
                bytes += text.utf8
                bytes.append(0)
            case .binary(let content):
                offsets.append(bytes.count)
                lengths.append(Int32(content.count))
                formats.append(1)
                bytes += content
            }
        }
        // A pointer must be not nil even for an empty value at the end of the buffer.
        bytes.append(0)
        let types = values.map(\.type.oid)
        return bytes.withUnsafeBytes { buffer in
            let base = buffer.bindMemory(to: CChar.self).baseAddress
            let pointers = offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }
            return PQsendQueryParams(
                connection, text, Int32(values.count), types, pointers, lengths, formats, wantsBinary ? 1 : 0) == 1
        }
    }
}
