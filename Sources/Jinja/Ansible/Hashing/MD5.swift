/// MD5 (RFC 1321), as checksums of files need it.
enum MD5 {
    private static let shifts = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]

    /// The first 32 bits of the sines of 1 to 64.
    private static let constants: [UInt32] = [
        0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
        0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
        0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
        0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
        0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
        0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
        0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
        0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
    ]

    static func digest(_ bytes: [UInt8]) -> [UInt8] {
        let message = Digest.padded(bytes, block: 64, lengthBytes: 8, isBigEndian: false)
        var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476]
        for offset in stride(from: 0, to: message.count, by: 64) {
            self.mix(message[offset..<(offset + 64)], into: &state)
        }
        return Digest.bigEndian(state.map(\.byteSwapped))
    }

    private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        let words = Digest.words(block, UInt32.self).map(\.byteSwapped)
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        for index in 0..<64 {
            let part: UInt32
            let word: Int
            switch index / 16 {
            case 0: (part, word) = ((b & c) | (~b & d), index)
            case 1: (part, word) = ((d & b) | (~d & c), (5 * index + 1) % 16)
            case 2: (part, word) = (b ^ c ^ d, (3 * index + 5) % 16)
            default: (part, word) = (c ^ (b | ~d), 7 * index % 16)
            }
            let turned = (a &+ part &+ self.constants[index] &+ words[word])
                .rotatedLeft(self.shifts[index / 16][index % 4])
            (a, b, c, d) = (d, b &+ turned, b, c)
        }
        for (index, value) in [a, b, c, d].enumerated() { state[index] &+= value }
    }
}
