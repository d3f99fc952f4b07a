import Foundation

/// Which addresses git may be pushed to.
enum RemoteAddress {
    /// Why an address is not taken, as a sentence; `nil` when it is.
    static func refusal(of url: String, hasLogin: Bool) -> String? {
        guard (4...500).contains(url.utf8.count), url.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            return "An address has 4 to 500 characters and no blanks."
        }
        if isShort(url) { return nil }
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty, parts.path.count > 1 else {
            return "An address is like ssh://git@host/path.git, git@host:path.git or https://host/path.git."
        }
        if parts.password != nil || (parts.scheme != "ssh" && parts.user != nil) {
            return "Leave the login out of the address; it belongs into a credential set, which is sealed."
        }
        switch parts.scheme {
        case "ssh", "https": return nil
        case "http":
            let isLocal = ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host)
            return hasLogin && !isLocal
                ? "http sends the login in clear. Use https or ssh." : nil
        default: return "Only ssh, https and http are spoken."
        }
    }

    /// Whether it is reached over SSH.
    static func isSSH(_ url: String) -> Bool { url.hasPrefix("ssh://") || isShort(url) }

    /// The address as a sentence shows it, without what a careless person may have put into it.
    static func shown(_ url: String) -> String {
        guard var parts = URLComponents(string: url) else { return url }
        parts.password = nil
        return parts.string ?? url
    }

    static func isBranch(_ name: String) -> Bool {
        (1...100).contains(name.utf8.count) && !name.contains("..") && !name.contains("//")
            && !name.hasPrefix("/") && !name.hasSuffix("/") && !name.hasPrefix("-") && !name.hasPrefix(".")
            && !name.hasSuffix(".lock") && !name.hasSuffix(".")
            && name.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || [45, 46, 47, 95].contains(byte)
            }
    }

    /// `user@host:path`, as ssh takes it.
    private static func isShort(_ url: String) -> Bool {
        guard !url.contains("://"), let colon = url.firstIndex(of: ":") else { return false }
        let before = url[..<colon].split(separator: "@", omittingEmptySubsequences: false)
        return (1...2).contains(before.count)
            && before.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.contains("/") }
            && url.index(after: colon) < url.endIndex
    }
}
