import CGit2

/// The name of a commit: 40 hexadecimal digits in lower case.
public struct CommitID: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The digits.
    public let text: String

    /// Parses the digits; `nil` for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == 40,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.text = text
    }

    init(_ id: git_oid) {
        text = withUnsafeBytes(of: id) { bytes in
            bytes.prefix(20).map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
        }
    }

    /// As libgit2 has it.
    var id: git_oid {
        var id = git_oid()
        // The digits were checked when this value was made.
        git_oid_fromstr(&id, text)
        return id
    }

    public var description: String { text }
}
