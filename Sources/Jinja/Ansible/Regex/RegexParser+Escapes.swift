/// Escapes and classes.
extension RegexParser {
    private var isASCII: Bool { self.flags.contains(.ascii) }

    /// What follows a backslash outside a class.
    mutating func escape() throws(JinjaError) -> RegexNode {
        guard let code = self.current else { throw self.fail("a backslash stands at the end") }
        self.position += 1
        switch code {
        case 65: return .assertion(.textStart)
        case 90: return .assertion(.absoluteEnd)
        case 98: return .assertion(.boundary(isASCII: self.isASCII))
        case 66: return .assertion(.noBoundary(isASCII: self.isASCII))
        case 48: return self.literal(try self.octal(0, most: 2))
        case 49...57: return try self.numbered(code)
        default:
            if let item = self.kind(code) { return .one(RegexSet([item])) }
            return self.literal(try self.plainEscape(code))
        }
    }

    /// A reference to a group, or three octal digits.
    private mutating func numbered(_ first: UInt32) throws(JinjaError) -> RegexNode {
        var index = Int(first - 48)
        if let second = self.current, second >= 48, second <= 57 {
            if Self.isOctal(first), Self.isOctal(second), let third = self.character(1), Self.isOctal(third) {
                self.position += 2
                let code = (first - 48) * 64 + (second - 48) * 8 + third - 48
                guard code <= 255 else { throw self.fail("an octal escape is too large") }
                return self.literal(code)
            }
            self.position += 1
            index = index * 10 + Int(second - 48)
        }
        return try self.reference(index)
    }

    func reference(_ index: Int) throws(JinjaError) -> RegexNode {
        guard index < self.groupCount else { throw self.fail("there is no group \(index)") }
        guard self.groups[index] != nil else { throw self.fail("group \(index) is still open") }
        return .reference(index, ignoresCase: self.flags.contains(.ignoreCase))
    }

    private static func isOctal(_ code: UInt32) -> Bool { code >= 48 && code <= 55 }

    private mutating func octal(_ start: UInt32, most: Int) throws(JinjaError) -> UInt32 {
        var value = start
        var left = most
        while left > 0, let code = self.current, Self.isOctal(code) {
            value = value * 8 + code - 48
            self.position += 1
            left -= 1
        }
        guard value <= 255 else { throw self.fail("an octal escape is too large") }
        return value
    }

    private func kind(_ code: UInt32) -> RegexSet.Item? {
        switch code {
        case 100: .kind(.digit, isNegated: false, isASCII: self.isASCII)
        case 68: .kind(.digit, isNegated: true, isASCII: self.isASCII)
        case 115: .kind(.space, isNegated: false, isASCII: self.isASCII)
        case 83: .kind(.space, isNegated: true, isASCII: self.isASCII)
        case 119: .kind(.word, isNegated: false, isASCII: self.isASCII)
        case 87: .kind(.word, isNegated: true, isASCII: self.isASCII)
        default: nil
        }
    }

    private mutating func plainEscape(_ code: UInt32) throws(JinjaError) -> UInt32 {
        switch code {
        case 97: return 7
        case 102: return 12
        case 110: return 10
        case 114: return 13
        case 116: return 9
        case 118: return 11
        case 120: return try self.hex(2)
        case 117: return try self.hex(4)
        case 85: return try self.hex(8)
        case 65...90, 98...122: throw self.fail("an unknown escape")
        default: return code
        }
    }

    private mutating func hex(_ count: Int) throws(JinjaError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let code = self.current, let digit = Unicode.Scalar(code).flatMap({ Character($0).hexDigitValue }),
                code < 128
            else { throw self.fail("an incomplete escape") }
            value = value << 4 | UInt32(digit)
            self.position += 1
        }
        guard value <= 0x10FFFF else { throw self.fail("an escape names no character") }
        return value
    }

    /// A class; its opening bracket has been read.
    mutating func set() throws(JinjaError) -> RegexNode {
        let isNegated = self.skip("^")
        var items: [RegexSet.Item] = []
        var isFirst = true
        while true {
            guard let code = self.current else { throw self.fail("a [ has no ]") }
            self.position += 1
            if code == 93, !isFirst { break }
            isFirst = false
            let start = try self.member(code)
            guard self.current == 45, let next = self.character(1), next != 93 else {
                if self.current == 45, self.character(1) == nil { throw self.fail("a [ has no ]") }
                items.append(start)
                continue
            }
            self.position += 2
            let end = try self.member(next)
            guard case .scalar(let first) = start, case .scalar(let last) = end, first <= last else {
                throw self.fail("a range of a class is wrong")
            }
            items.append(.range(first, last))
        }
        return .one(RegexSet(items, isNegated: isNegated, ignoresCase: self.flags.contains(.ignoreCase)))
    }

    private mutating func member(_ code: UInt32) throws(JinjaError) -> RegexSet.Item {
        guard code == 92 else { return .scalar(code) }
        guard let escaped = self.current else { throw self.fail("a backslash stands at the end") }
        self.position += 1
        if let item = self.kind(escaped) { return item }
        if escaped == 98 { return .scalar(8) }
        if Self.isOctal(escaped) { return .scalar(try self.octal(escaped - 48, most: 2)) }
        guard escaped != 56, escaped != 57 else { throw self.fail("an unknown escape") }
        return .scalar(try self.plainEscape(escaped))
    }
}
