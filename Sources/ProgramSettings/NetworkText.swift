import Foundation

/// Text of an IPv4 or IPv6 address, or of a network with its prefix length.
enum NetworkText {
    static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        var four = in_addr()
        var six = in6_addr()
        let bits: Int
        if inet_pton(AF_INET, parts[0], &four) == 1 {
            bits = 32
        } else if inet_pton(AF_INET6, parts[0], &six) == 1 {
            bits = 128
        } else {
            return false
        }
        guard parts.count > 1 else { return true }
        return parts.count == 2 && Int(parts[1]).map { (0...bits).contains($0) } ?? false
    }
}
