extension PlatformCLI {
    /// The line by which the device rejected the command that gave `output`; nil when it accepted it.
    ///
    /// A rejected command is not run, so only the first lines of a long output can be a rejection.
    func rejection(of output: [UInt8], isConfiguring: Bool = false) -> String? {
        let patterns = isConfiguring ? self.errors + self.configurationErrors : self.errors
        let limit = isConfiguring ? 64 : 6
        var seen = 0
        for line in output.prefix(1 << 16).split(separator: 0x0A) {
            guard line.contains(where: { $0 != 0x20 && $0 != 0x0D }) else { continue }
            let text = DeviceText.clean(line.prefix(512))
            if patterns.contains(where: { $0.matches(text) }) {
                return String(text.drop { $0 == " " })
            }
            seen += 1
            if seen == limit { return nil }
        }
        return nil
    }
}
