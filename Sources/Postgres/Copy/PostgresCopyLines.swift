/// The rows of a COPY in text form, as the texts of their columns; nil is NULL.
public struct PostgresCopyLines: AsyncSequence, Sendable {
    let chunks: PostgresCopyChunks

    /// Makes the iterator.
    public func makeAsyncIterator() -> Iterator { Iterator(chunks: chunks.makeAsyncIterator()) }

    /// Reads the rows one by one.
    public struct Iterator: AsyncIteratorProtocol {
        var chunks: PostgresCopyChunks.Iterator
        private var rest: ArraySlice<UInt8> = []

        init(chunks: PostgresCopyChunks.Iterator) {
            self.chunks = chunks
        }

        /// The next row; nil at the end.
        public mutating func next() async throws(PostgresError) -> [String?]? {
            try await next(isolation: nil)
        }

        /// The next row; nil at the end.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(PostgresError) -> [String?]? {
            if rest.isEmpty {
                guard let chunk = try await chunks.next(isolation: actor) else { return nil }
                rest = chunk[...]
            }
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            rest = rest.dropFirst(line.count + 1)
            return line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map(Self.value)
        }

        private static func value(_ field: ArraySlice<UInt8>) -> String? {
            if field.elementsEqual("\\N".utf8) { return nil }
            guard field.contains(UInt8(ascii: "\\")) else { return String(decoding: field, as: UTF8.self) }
            var bytes: [UInt8] = []
            var rest = field
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "\\"), let letter = rest.popFirst() else {
                    bytes.append(byte)
                    continue
                }
                bytes.append(letters[letter] ?? letter)
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        private static let letters: [UInt8: UInt8] = [
            UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "v"): 11,
            UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
        ]
    }
}
