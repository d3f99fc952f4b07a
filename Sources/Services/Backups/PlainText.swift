/// What is known of configurations of platforms whose grammar nobody has written yet.
enum PlainText {
    /// The lines that say something about the configuration, without those that tell when it was written or printed.
    static func lasting(_ text: String) -> [Substring] {
        text.utf8.split(separator: 10).map { $0.last == 13 ? $0.dropLast() : $0 }.map { Substring($0) }
            .filter { line in
                let start = line.prefix(120).lowercased().drop { $0 == " " }
                return !volatileStarts.contains { start.hasPrefix($0) }
                    && !volatileParts.contains { start.contains($0) }
            }
    }

    private static let volatileStarts = [
        "! last configuration change", "! nvram config last updated", "! no configuration change", "!time:",
        "!running configuration last done", "!! ios xr configuration", "!! last configuration change",
        "## last commit", "## last changed", "# last modified", "building configuration", "current configuration",
        ": saved", ": written by", "cryptochecksum:", "ntp clock-period", "# finished", "#conf_file_ver",
        "#buildno", "# generated ", "! generated ", "# time ",
    ]

    private static let volatileParts = [" by routeros "]
}
