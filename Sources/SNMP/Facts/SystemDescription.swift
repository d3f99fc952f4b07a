/// What an agent's free text about its system says; the first rule whose mark stands in it counts.
struct SystemDescription: Equatable {
    let vendor: String
    let os: String
    let version: String?

    private struct Rule {
        let marks: [String]
        let vendor: String
        let os: String
        /// What stands before the version.
        let before: [String]
    }

    // A description of IOS-XE speaks of IOS as well, and one of most systems of Linux: the order matters.
    private static let rules = [
        Rule(marks: ["IOS XR"], vendor: "Cisco", os: "IOS-XR", before: ["Version "]),
        Rule(marks: ["NX-OS"], vendor: "Cisco", os: "NX-OS", before: ["Version "]),
        Rule(marks: ["IOS-XE", "IOS XE", "IOSXE", "LINUX_IOSD"], vendor: "Cisco", os: "IOS-XE", before: ["Version "]),
        Rule(marks: ["Cisco Adaptive Security"], vendor: "Cisco", os: "ASA", before: ["Version "]),
        Rule(marks: ["Cisco IOS", "Cisco Internetwork"], vendor: "Cisco", os: "IOS", before: ["Version "]),
        Rule(marks: ["Arista Networks EOS"], vendor: "Arista", os: "EOS", before: ["EOS version "]),
        Rule(marks: ["JUNOS", "Junos"], vendor: "Juniper", os: "Junos", before: ["JUNOS ", "Junos "]),
        Rule(marks: ["Versatile Routing Platform", "VRP"], vendor: "Huawei", os: "VRP", before: ["Version "]),
        Rule(marks: ["Comware"], vendor: "HPE", os: "Comware", before: ["Version "]),
        Rule(marks: ["SRLinux"], vendor: "Nokia", os: "SR Linux", before: ["SRLinux-v"]),
        Rule(marks: ["TiMOS-"], vendor: "Nokia", os: "SR OS", before: ["TiMOS-B-", "TiMOS-C-", "TiMOS-"]),
        Rule(marks: ["RouterOS"], vendor: "MikroTik", os: "RouterOS", before: []),
        Rule(marks: ["Palo Alto Networks"], vendor: "Palo Alto Networks", os: "PAN-OS", before: []),
        Rule(marks: ["OS10"], vendor: "Dell", os: "OS10", before: ["OS Version: "]),
        Rule(marks: ["VyOS"], vendor: "VyOS", os: "VyOS", before: ["VyOS "]),
        Rule(marks: ["EdgeOS"], vendor: "Ubiquiti", os: "EdgeOS", before: ["EdgeOS v"]),
        Rule(marks: [", revision "], vendor: "HPE", os: "ProVision", before: [", revision "]),
    ]

    /// Nil for a text that says nothing known.
    init?(_ text: String) {
        if let rule = Self.rules.first(where: { $0.marks.contains { text.contains($0) } }) {
            let version = rule.before.lazy.compactMap { Self.word(after: $0, in: text) }.first
            (self.vendor, self.os, self.version) = (rule.vendor, rule.os, version)
            return
        }
        // What uname prints: the system, the host's name, the kernel's version.
        let words = text.split(separator: " ")
        guard words.count > 2, words[0] == "Linux" else { return nil }
        (self.vendor, self.os, self.version) = ("Linux", "Linux", String(words[2]))
    }

    private static func word(after mark: String, in text: String) -> String? {
        guard let range = text.firstRange(of: mark) else { return nil }
        // A version of Cisco goes on in brackets, `12.2(55)SE12`; a bracket that closes what was open before ends it.
        var isOpen = false
        let word = text[range.upperBound...].prefix { character in
            if character == "(" { isOpen = true }
            return character == ")" ? isOpen : !" ,;[".contains(character)
        }
        return word.isEmpty ? nil : String(word)
    }
}
