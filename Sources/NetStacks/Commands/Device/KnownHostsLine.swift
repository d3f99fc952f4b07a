import DeviceCLI
import Foundation
import SSH
import Secrets

/// One line of a file of known hosts, in the form of OpenSSH's (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
struct KnownHostsLine {
    /// What a line says of its key.
    enum Mark {
        case trusted
        /// Never to be accepted.
        case revoked
        /// An authority's, which signs keys of hosts; those are not understood here.
        case authority
    }

    let mark: Mark
    let key: SSHHostKey
    private let names: [Substring]

    /// Nil for a comment, a blank line, or a key that cannot be read.
    init?(_ line: Substring) {
        var words = line.split(maxSplits: 3) { $0 == " " || $0 == "\t" }
        switch words.first {
        case "@revoked": mark = .revoked
        case "@cert-authority": mark = .authority
        default: mark = .trusted
        }
        if mark != .trusted {
            words.removeFirst()
        } else if words.count == 4 {
            // Behind the key stands a comment, which may have blanks.
            words.removeLast()
        }
        guard words.count >= 3, let first = words.first, !first.hasPrefix("#"),
            let key = SSHHostKey(openSSH: "\(words[1]) \(words[2].prefix { $0 != " " && $0 != "\t" })")
        else { return nil }
        self.key = key
        names = first.split(separator: ",")
    }

    /// Whether the line is about a host; a name that begins with ! takes a host out.
    func isAbout(_ address: DeviceAddress) -> Bool {
        let name = Self.name(of: address)
        var isNamed = false
        for pattern in names {
            if pattern.hasPrefix("!") {
                if Self.matches(pattern.dropFirst(), name) { return false }
            } else if pattern.hasPrefix("|1|") ? Self.isHash(pattern, of: name) : Self.matches(pattern, name) {
                isNamed = true
            }
        }
        return isNamed
    }

    /// The name by which a host is looked up: its port stands beside it when it is not SSH's own.
    static func name(of address: DeviceAddress) -> String {
        address.port == 22 ? address.host : "[\(address.host)]:\(address.port)"
    }

    /// `|1|salt|hash`, both in base64: the name's HMAC-SHA-1 by the salt.
    private static func isHash(_ text: Substring, of name: String) -> Bool {
        let parts = text.split(separator: "|")
        guard parts.count == 3, let salt = Data(base64Encoded: String(parts[1])),
            let hash = Data(base64Encoded: String(parts[2]))
        else { return false }
        return HMACSHA1.code(of: Array(name.utf8), key: [UInt8](salt)) == [UInt8](hash)
    }

    /// `*` stands for any text and `?` for one character; case does not count.
    private static func matches(_ pattern: Substring, _ name: String) -> Bool {
        let (pattern, name) = (Array(pattern.lowercased().utf8), Array(name.lowercased().utf8))
        var (index, place) = (0, 0)
        var star: (index: Int, place: Int)?
        while place < name.count {
            if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
                star = (index, place)
                index += 1
            } else if index < pattern.count, pattern[index] == UInt8(ascii: "?") || pattern[index] == name[place] {
                (index, place) = (index + 1, place + 1)
            } else if let last = star {
                star = (last.index, last.place + 1)
                (index, place) = (last.index + 1, last.place + 1)
            } else {
                return false
            }
        }
        return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
