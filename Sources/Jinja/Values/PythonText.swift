/// Python's text operations, which count and compare Unicode scalars.
enum PythonText {
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9...13, 28...32, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
        return text.unicodeScalars.dropFirst().allSatisfy { $0.properties.isXIDContinue }
    }

    static func isASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 < 128 }
    }

    /// Order by scalars, which is the order of the UTF-8 bytes.
    static func less(_ a: String, _ b: String) -> Bool {
        var (a, b) = (a, b)
        return a.withUTF8 { a in
            b.withUTF8 { b in
                for position in 0..<min(a.count, b.count) where a[position] != b[position] {
                    return a[position] < b[position]
                }
                return a.count < b.count
            }
        }
    }

    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    static func character(_ text: String, _ key: Value) -> String? {
        let index: Int
        switch key {
        case .int(let number): index = number
        case .bool(let truth): index = truth ? 1 : 0
        default: return nil
        }
        let scalars = text.unicodeScalars
        let found =
            index >= 0
            ? scalars.index(scalars.startIndex, offsetBy: index, limitedBy: scalars.endIndex)
            : scalars.index(scalars.endIndex, offsetBy: index, limitedBy: scalars.startIndex)
        guard let found, found < scalars.endIndex else { return nil }
        return String(Character(scalars[found]))
    }

    static func rstrip(_ text: String, _ chars: Set<Unicode.Scalar>? = nil) -> String {
        let scalars = text.unicodeScalars
        var end = scalars.endIndex
        while end > scalars.startIndex {
            let before = scalars.index(before: end)
            guard self.strips(scalars[before], chars) else { break }
            end = before
        }
        return String(scalars[..<end])
    }

    static func lstrip(_ text: String, _ chars: Set<Unicode.Scalar>? = nil) -> String {
        let scalars = text.unicodeScalars
        let start = scalars.firstIndex { !self.strips($0, chars) } ?? scalars.endIndex
        return String(scalars[start...])
    }

    static func strip(_ text: String, _ chars: Set<Unicode.Scalar>? = nil) -> String {
        self.rstrip(self.lstrip(text, chars), chars)
    }

    private static func strips(_ scalar: Unicode.Scalar, _ chars: Set<Unicode.Scalar>?) -> Bool {
        chars.map { $0.contains(scalar) } ?? self.isSpace(scalar)
    }

    static func contains(_ text: String, _ part: String) -> Bool {
        self.find(Array(text.utf8), Array(part.utf8), from: 0) != nil
    }

    /// The byte offset of the first occurrence at or after `start`.
    static func find(_ text: [UInt8], _ part: [UInt8], from start: Int) -> Int? {
        guard !part.isEmpty else { return start <= text.count ? start : nil }
        guard part.count <= text.count else { return nil }
        guard start <= text.count - part.count else { return nil }
        return text.withUnsafeBufferPointer { text in
            part.withUnsafeBufferPointer { part in
                part.count > 32 ? self.findLong(text, part, start) : self.findShort(text, part, start)
            }
        }
    }

    private static func findShort(
        _ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> Int? {
        var here = start
        while here <= text.count - part.count {
            var length = 0
            while length < part.count, text[here + length] == part[length] { length += 1 }
            if length == part.count { return here }
            here += 1
        }
        return nil
    }

    /// Linear in the length of the text, whatever the texts are (Knuth, Morris and Pratt).
    private static func findLong(
        _ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> Int? {
        var borders = [0]
        borders.reserveCapacity(part.count)
        var length = 0
        for byte in part.dropFirst() {
            while length > 0, part[length] != byte { length = borders[length - 1] }
            if part[length] == byte { length += 1 }
            borders.append(length)
        }
        length = 0
        for here in start..<text.count {
            while length > 0, part[length] != text[here] { length = borders[length - 1] }
            if part[length] == text[here] { length += 1 }
            if length == part.count { return here + 1 - length }
        }
        return nil
    }

    /// `text * count`; the length of the result has been checked.
    static func repeated(_ text: String, _ count: Int) -> String {
        guard count > 0, !text.isEmpty else { return "" }
        if count == 1 { return text }
        var text = text
        return text.withUTF8 { bytes in
            String(unsafeUninitializedCapacity: bytes.count * count) { target in
                guard let start = target.baseAddress, let first = bytes.baseAddress else { return 0 }
                start.update(from: first, count: bytes.count)
                // What is there already is doubled.
                var done = bytes.count
                while done < bytes.count * count {
                    let part = min(done, bytes.count * count - done)
                    (start + done).update(from: start, count: part)
                    done += part
                }
                return done
            }
        }
    }

    /// `text.replace(old, new, count)`; an empty `old` matches between all characters.
    static func replace(_ text: String, _ old: String, _ new: String, count: Int = -1) -> String {
        if count == 0 { return text }
        if old.isEmpty { return self.interleave(text, new, count) }
        if old.utf8.count == 1, let byte = old.utf8.first, count < 0 { return self.replace(text, byte, new) }
        let bytes = Array(text.utf8)
        let part = Array(old.utf8)
        var result: [UInt8] = []
        var here = 0
        var left = count
        while left != 0, let found = self.find(bytes, part, from: here) {
            result += bytes[here..<found]
            result += new.utf8
            here = found + part.count
            left -= 1
        }
        if here == 0 { return text }
        result += bytes[here...]
        return String(decoding: result, as: UTF8.self)
    }

    /// Replaces every occurrence of one byte.
    private static func replace(_ text: String, _ old: UInt8, _ new: String) -> String {
        var text = text
        var new = new
        return text.withUTF8 { bytes in
            let found = bytes.reduce(0) { $1 == old ? $0 + 1 : $0 }
            if found == 0 { return nil }
            return new.withUTF8 { part in
                String(unsafeUninitializedCapacity: bytes.count + found * (part.count - 1)) { target in
                    var end = 0
                    for byte in bytes {
                        if byte == old {
                            for byte in part {
                                target[end] = byte
                                end += 1
                            }
                        } else {
                            target[end] = byte
                            end += 1
                        }
                    }
                    return end
                }
            }
        } ?? text
    }

    private static func interleave(_ text: String, _ new: String, _ count: Int) -> String {
        var result = ""
        var left = count
        for scalar in text.unicodeScalars {
            if left != 0 {
                result += new
                left -= 1
            }
            result.unicodeScalars.append(scalar)
        }
        if left != 0 { result += new }
        return result
    }
}
