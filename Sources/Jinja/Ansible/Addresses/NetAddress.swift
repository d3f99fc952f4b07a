/// An IPv4 or IPv6 address, read and written as Python's `netaddr` does.
struct NetAddress: Equatable {
    let value: UInt128
    let isV6: Bool

    init(_ value: UInt128, isV6: Bool) {
        self.value = value
        self.isV6 = isV6
    }

    /// The address with this number: IPv4 if it fits, as where `netaddr` is given no version.
    init(number: UInt128) {
        self.init(number, isV6: number > 0xFFFF_FFFF)
    }

    /// Four decimal numbers without leading zeros, or RFC 4291 text.
    init?(_ text: String) {
        if let value = Self.v4(Array(text.utf8)[...]) {
            self.init(value, isV6: false)
        } else if let value = Self.v6(text) {
            self.init(value, isV6: true)
        } else {
            return nil
        }
    }

    init?(_ text: String, isV6: Bool) {
        guard let value = isV6 ? Self.v6(text) : Self.v4(Array(text.utf8)[...]) else { return nil }
        self.init(value, isV6: isV6)
    }

    var version: Int { self.isV6 ? 6 : 4 }
    var width: Int { self.isV6 ? 128 : 32 }

    private static func v4(_ text: ArraySlice<UInt8>) -> UInt128? {
        let parts = text.split(separator: 46, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt128 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy(\.isDigit), part.count == 1 || part.first != 48,
                let octet = UInt8(String(decoding: part, as: UTF8.self))
            else { return nil }
            value = value << 8 | UInt128(octet)
        }
        return value
    }

    private static func v6(_ text: String) -> UInt128? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2, let first = self.words(String(halves[0]), mayEndInV4: halves.count == 1) else {
            return nil
        }
        guard halves.count == 2 else { return first.count == 8 ? self.number(first) : nil }
        guard let last = self.words(String(halves[1]), mayEndInV4: true), first.count + last.count <= 7 else {
            return nil
        }
        return self.number(first + Array(repeating: 0, count: 8 - first.count - last.count) + last)
    }

    private static func number(_ words: [UInt16]) -> UInt128 {
        words.reduce(0) { $0 << 16 | UInt128($1) }
    }

    private static func words(_ text: String, mayEndInV4: Bool) -> [UInt16]? {
        if text.isEmpty { return [] }
        let parts = Array(text.utf8).split(separator: 58, omittingEmptySubsequences: false)
        var words: [UInt16] = []
        for (position, part) in parts.enumerated() {
            if mayEndInV4, position == parts.count - 1, part.contains(46) {
                guard let value = self.v4(part) else { return nil }
                words += [UInt16(truncatingIfNeeded: value >> 16), UInt16(truncatingIfNeeded: value)]
                continue
            }
            guard (1...4).contains(part.count), part.allSatisfy(\.isHexDigit),
                let word = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
            else { return nil }
            words.append(word)
        }
        return words.count <= 8 ? words : nil
    }

    var octets: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self.value >> UInt128(24 - 8 * $0)) } }

    private var words: [UInt16] { (0..<8).map { UInt16(truncatingIfNeeded: self.value >> UInt128(112 - 16 * $0)) } }

    /// The usual text; IPv6 in its shortest form, with the last 32 bits as IPv4 where C's `inet_ntop` writes them so.
    var text: String {
        self.isV6 ? self.shortText(embedsV4: true) : self.octets.map(String.init).joined(separator: ".")
    }

    /// The shortest text as Python's `ipaddress` writes it, without IPv4 inside.
    var compressed: String { self.isV6 ? self.shortText(embedsV4: false) : self.text }

    private func shortText(embedsV4: Bool) -> String {
        let words = self.words
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, words[end] == 0 { end += 1 }
            if end - start > best.count { best = start..<end }
            start = max(end, start + 1)
        }
        if best.count < 2 { best = 0..<0 }
        let isEmbedded =
            embedsV4 && best.lowerBound == 0 && (best.count == 6 || (best.count == 5 && words[5] == 0xFFFF))
        var tail = words[best.upperBound...].map { String($0, radix: 16) }
        if isEmbedded {
            tail.removeLast(2)
            tail.append(NetAddress(self.value & 0xFFFF_FFFF, isV6: false).text)
        }
        if best.isEmpty { return tail.joined(separator: ":") }
        let head = words[..<best.lowerBound].map { String($0, radix: 16) }
        return head.joined(separator: ":") + "::" + tail.joined(separator: ":")
    }

    /// All eight groups with four digits each.
    var exploded: String {
        self.isV6 ? self.words.map { StringLiteral.hex(UInt32($0), 4) }.joined(separator: ":") : self.text
    }

    /// The groups without leading zeros, none left out.
    var groups: String { self.words.map { String($0, radix: 16) }.joined(separator: ":") }

    /// The name for a reverse lookup, with the dot of the root.
    var reverseName: String {
        if !self.isV6 { return self.octets.reversed().map(String.init).joined(separator: ".") + ".in-addr.arpa." }
        let digits = self.words.map { StringLiteral.hex(UInt32($0), 4) }.joined()
        return digits.reversed().map(String.init).joined(separator: ".") + ".ip6.arpa."
    }

    /// The bits from the first to the last, as zeros and ones.
    var bits: String {
        let digits = String(self.value, radix: 2)
        return String(repeating: "0", count: self.width - digits.count) + digits
    }

    /// Whether the address lies in one of these networks.
    func isIn(_ networks: [NetBlock]) -> Bool { networks.contains { $0.contains(self) } }

    /// The address `count` further; an error beyond the ends of the address space.
    func advanced(by count: Int128) throws(JinjaError) -> NetAddress {
        let limit = self.isV6 ? UInt128.max : 0xFFFF_FFFF
        let (sum, overflow) =
            count >= 0
            ? self.value.addingReportingOverflow(UInt128(count))
            : self.value.subtractingReportingOverflow(count.magnitude)
        guard !overflow, sum <= limit else { throw JinjaError(.value, "The address lies beyond the address space") }
        return NetAddress(sum, isV6: self.isV6)
    }
}
