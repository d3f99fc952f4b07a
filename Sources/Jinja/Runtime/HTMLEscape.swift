/// Escaping of text for HTML, byte for byte as markupsafe does it.
enum HTMLEscape {
    /// The text with `& < > " '` replaced.
    static func escape(_ text: String) -> String {
        var text = text
        let extra = text.withUTF8 { self.extraBytes($0) }
        guard extra > 0 else { return text }
        return text.withUTF8 { bytes in
            String(unsafeUninitializedCapacity: bytes.count + extra) { target in
                if let start = target.baseAddress { self.escape(bytes, into: start) }
                return bytes.count + extra
            }
        }
    }

    /// How many bytes escaping adds.
    static func extraBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard self.hasSpecial(bytes) else { return 0 }
        var extra = 0
        for byte in bytes {
            switch byte {
            case 38, 34, 39: extra += 4
            case 60, 62: extra += 3
            default: break
            }
        }
        return extra
    }

    /// Whether there is anything to escape; without branches, so that many bytes are looked at together.
    @inline(__always)
    private static func hasSpecial(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var found: UInt8 = 0
        for byte in bytes {
            found |= byte == 38 ? 1 : 0
            found |= byte == 34 ? 1 : 0
            found |= byte == 39 ? 1 : 0
            found |= byte | 2 == 62 ? 1 : 0
        }
        return found != 0
    }

    /// Writes the escaped bytes; `target` has room for them.
    static func escape(_ bytes: UnsafeBufferPointer<UInt8>, into target: UnsafeMutablePointer<UInt8>) {
        var out = target
        for byte in bytes {
            switch byte {
            case 38: self.write("&amp;", &out)
            case 60: self.write("&lt;", &out)
            case 62: self.write("&gt;", &out)
            case 34: self.write("&#34;", &out)
            case 39: self.write("&#39;", &out)
            default:
                out.pointee = byte
                out += 1
            }
        }
    }

    @inline(__always)
    private static func write(_ entity: StaticString, _ out: inout UnsafeMutablePointer<UInt8>) {
        out.update(from: entity.utf8Start, count: entity.utf8CodeUnitCount)
        out += entity.utf8CodeUnitCount
    }
}
