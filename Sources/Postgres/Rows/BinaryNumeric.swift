/// numeric in its binary form: digits to the base 10,000, the weight of the first, a sign, and how many decimals to show.
enum BinaryNumeric {
    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var reader = BigEndianReader(bytes)
        guard let count = reader.next(UInt16.self), let weight = reader.next(Int16.self),
            let sign = reader.next(UInt16.self), let scale = reader.next(UInt16.self)
        else { return nil }
        switch sign {
        case 0x0000, 0x4000: break
        case 0xC000: return "NaN"
        case 0xD000: return "Infinity"
        case 0xF000: return "-Infinity"
        default: return nil
        }
        var digits: [UInt16] = []
        for _ in 0..<count {
            guard let digit = reader.next(UInt16.self), digit < 10_000 else { return nil }
            digits.append(digit)
        }
        guard reader.rest.isEmpty else { return nil }
        let whole = (0...max(0, Int(weight))).map { weight < 0 ? 0 : digit(at: $0, in: digits) }
        var text = sign == 0x4000 ? "-" : ""
        text += String(whole[0]) + whole.dropFirst().map(padded).joined()
        guard scale > 0 else { return text }
        // The groups behind the point, cut or filled with zeros to the scale.
        let groups = (Int(scale) + 3) / 4
        let decimals = (0..<groups).map { padded(digit(at: Int(weight) + 1 + $0, in: digits)) }.joined()
        return text + "." + decimals.prefix(Int(scale))
    }

    private static func digit(at index: Int, in digits: [UInt16]) -> UInt16 {
        digits.indices.contains(index) ? digits[index] : 0
    }

    private static func padded(_ group: UInt16) -> String {
        let text = String(group)
        return String(repeating: "0", count: 4 - text.utf8.count) + text
    }
}
