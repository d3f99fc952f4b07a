/// Hashes of text that templates compare or print; they protect nothing here.
enum Digest: String {
    case md5, sha1, sha224, sha256, sha384, sha512

    /// The digest of `bytes`.
    func bytes(of bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .md5: MD5.digest(bytes)
        case .sha1: SHA1.digest(bytes)
        case .sha224: SHA256.digest(bytes, SHA256.start224, length: 28)
        case .sha256: SHA256.digest(bytes, SHA256.start256, length: 32)
        case .sha384: SHA512.digest(bytes, SHA512.start384, length: 48)
        case .sha512: SHA512.digest(bytes, SHA512.start512, length: 64)
        }
    }

    /// The digest in lower-case hexadecimal digits.
    func hex(of text: String) -> String {
        self.bytes(of: Array(text.utf8)).map { StringLiteral.hex(UInt32($0), 2) }.joined()
    }

    /// The message with its closing bit, zeros and length in bits, a multiple of `block` bytes long.
    static func padded(_ bytes: [UInt8], block: Int, lengthBytes: Int, isBigEndian: Bool) -> [UInt8] {
        var padded = bytes
        padded.append(0x80)
        while padded.count % block != block - lengthBytes { padded.append(0) }
        let bits = UInt64(bytes.count) * 8
        var length = [UInt8](repeating: 0, count: lengthBytes)
        for index in 0..<8 {
            let byte = UInt8(truncatingIfNeeded: bits >> UInt64(8 * index))
            length[isBigEndian ? lengthBytes - 1 - index : index] = byte
        }
        return padded + length
    }

    static func words<Word: FixedWidthInteger>(_ bytes: ArraySlice<UInt8>, _ type: Word.Type) -> [Word] {
        let size = Word.bitWidth / 8
        return stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { start in
            bytes[start..<(start + size)].reduce(0) { $0 << 8 | Word($1) }
        }
    }

    static func bigEndian<Word: FixedWidthInteger>(_ words: [Word]) -> [UInt8] {
        words.flatMap { word in
            stride(from: Word.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> Word($0)) }
        }
    }
}

extension FixedWidthInteger {
    @inline(__always)
    func rotatedLeft(_ count: Int) -> Self { self << Self(count) | self >> Self(Self.bitWidth - count) }
    @inline(__always)
    func rotatedRight(_ count: Int) -> Self { self >> Self(count) | self << Self(Self.bitWidth - count) }
}
