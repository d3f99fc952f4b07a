extension PlatformCLI {
    /// The line by which the device rejected the command that gave `output`; nil when it accepted it.
    ///
    /// A rejected command is not run, so only the first lines of a long output can be a rejection.
    func rejection(of output: [UInt8], in mode: Mode) -> String? {
        let patterns = mode == .configuration ? self.errors + self.configurationErrors : self.errors
        let limit = mode == .configuration ? 64 : 6
        var seen = 0
        for line in output.split(separator: 0x0A) {
            let text = DeviceText.clean(line.prefix(512))
            guard text.contains(where: { $0 != " " }) else { continue }
            if patterns.contains(where: { $0.matches(text) }) {
                return String(text.drop { $0 == " " })
            }
            seen += 1
            if seen == limit { return nil }
        }
        return nil
    }
}
