import Domain

/// Refuses commands that a reviewer would not see as they are (CVE-2021-42574, «Trojan Source») or that nobody can type.
enum CommandLegibility {
    /// Throws for control characters, for separators that only look like line ends, and for marks that reorder the text shown.
    static func check(_ commands: [String]) throws(Problem) {
        for (index, command) in commands.enumerated() {
            guard let scalar = command.unicodeScalars.first(where: isHidden) else { continue }
            let code = String(scalar.value, radix: 16, uppercase: true)
            let padding = String(repeating: "0", count: max(0, 4 - code.count))
            throw Problem(
                .invalid, code: "command_not_legible",
                "Command \(index + 1) would hold the invisible character U+\(padding)\(code), so it would not be what it "
                    + "looks like. Remove it from the lines, the template or the variables.")
        }
    }

    /// Line feeds stand in banners.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0xFEFF: true
        default: false
        }
    }
}
