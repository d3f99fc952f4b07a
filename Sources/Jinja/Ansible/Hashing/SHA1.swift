/// SHA-1 (FIPS 180-4), as checksums and UUIDs of version 5 need it.
enum SHA1 {
    static func digest(_ bytes: [UInt8]) -> [UInt8] {
        let message = Digest.padded(bytes, block: 64, lengthBytes: 8, isBigEndian: true)
        var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
        for offset in stride(from: 0, to: message.count, by: 64) {
            self.mix(message[offset..<(offset + 64)], into: &state)
        }
        return Digest.bigEndian(state)
    }

    private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        var words = Digest.words(block, UInt32.self)
        for index in 16..<80 {
            words.append((words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]).rotatedLeft(1))
        }
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
        for index in 0..<80 {
            let part: UInt32
            let constant: UInt32
            switch index {
            case 0..<20: (part, constant) = ((b & c) | (~b & d), 0x5a82_7999)
            case 20..<40: (part, constant) = (b ^ c ^ d, 0x6ed9_eba1)
            case 40..<60: (part, constant) = ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc)
            default: (part, constant) = (b ^ c ^ d, 0xca62_c1d6)
            }
            let next = a.rotatedLeft(5) &+ part &+ e &+ constant &+ words[index]
            (a, b, c, d, e) = (next, a, b.rotatedLeft(30), c, d)
        }
        for (index, value) in [a, b, c, d, e].enumerated() { state[index] &+= value }
    }
}
