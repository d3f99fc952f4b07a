import CCrypto

/// The memory of one secret: written once, followed by a NUL byte for C, wiped when the last owner lets go.
// Unchecked: the buffer is written only inside `init` and read-only from then on.
final class SecretBytes: @unchecked Sendable {
    private let buffer: UnsafeMutableRawBufferPointer
    let count: Int

    init(_ bytes: some Collection<UInt8>) {
        count = bytes.count
        buffer = .allocate(byteCount: count + 1, alignment: 1)
        buffer.copyBytes(from: bytes)
        buffer[count] = 0
    }

    deinit {
        OPENSSL_cleanse(buffer.baseAddress, buffer.count)
        buffer.deallocate()
    }

    func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }

    func withTerminatedBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try body(UnsafeRawBufferPointer(buffer))
    }
}
