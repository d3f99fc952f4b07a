/// The path of a file on a server; checked, and kept as bytes because servers promise no encoding.
public struct RemotePath: Sendable, Hashable, CustomStringConvertible {
    /// The longest path in bytes; Linux' own bound.
    public static let longest = 4096
    /// The longest name in bytes.
    static let longestName = 255
    /// The bytes that go over the wire.
    public let bytes: [UInt8]

    /// A path, absolute or from the user's home; nil when it is empty, longer than 4096 bytes or holds a zero byte.
    public init?(bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard !bytes.isEmpty, bytes.count <= Self.longest, !bytes.contains(0) else { return nil }
        self.bytes = bytes
    }

    /// A path, absolute or from the user's home; nil when it is empty, longer than 4096 bytes or holds a zero character.
    public init?(_ text: String) {
        self.init(bytes: text.utf8)
    }

    /// The last part; empty when the path ends with a slash.
    public var name: [UInt8] {
        self.bytes.lastIndex(of: Self.slash).map { Array(self.bytes[($0 + 1)...]) } ?? self.bytes
    }

    /// The path of a file inside this folder; nil when `name` is no plain name, such as `..` or one with a slash.
    public func appending(_ name: [UInt8]) -> RemotePath? {
        guard Self.isPlainName(name) else { return nil }
        return RemotePath(bytes: self.bytes + (self.bytes.last == Self.slash ? [] : [Self.slash]) + name)
    }

    /// Whether these bytes name a file in a folder and nothing outside of it.
    static func isPlainName(_ name: [UInt8]) -> Bool {
        !name.isEmpty && name.count <= self.longestName && !name.contains(0) && !name.contains(self.slash)
            && name != [0x2E] && name != [0x2E, 0x2E]
    }

    /// The path of a hidden neighbour, for a file that is not whole yet; nil when the path names no file.
    func partial(_ mark: String) -> RemotePath? {
        guard Self.isPlainName(self.name) else { return nil }
        let folder = self.bytes.dropLast(self.name.count)
        let shortened = self.name.prefix(Self.longestName - 40)
        return RemotePath(bytes: folder + Array(".".utf8) + shortened + Array(".\(mark)part".utf8))
    }

    /// The path as text on one line; what is no printable text is shown as `\xNN`.
    public var description: String { Self.printable(self.bytes) }

    static func printable(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory.isInvisible })
        {
            return text
        }
        return bytes.map { byte in
            let isPlain = byte >= 0x20 && byte < 0x7F
            let digits = String(byte, radix: 16)
            return isPlain ? String(UnicodeScalar(byte)) : "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
        }.joined()
    }

    private static let slash = UInt8(ascii: "/")
}

extension Unicode.GeneralCategory {
    /// Whether such a character moves the cursor or changes the direction of a line instead of showing itself.
    var isInvisible: Bool {
        switch self {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: true
        default: false
        }
    }
}
