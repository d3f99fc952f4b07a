extension PlatformCLI {
    /// The line by which the device rejected the command that gave `output`; nil when it accepted it.
    ///
    /// A rejected command is not run, so only the first lines of a long output can be a rejection.
    func rejection(of output: [UInt8], isConfiguring: Bool = false) -> String? {
        let patterns = isConfiguring ? self.errors + self.configurationErrors : self.errors
        let limit = isConfiguring ? 64 : 6
        var seen = 0
        var rest = output.prefix(1 << 16)
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
            let line = rest[..<end]
            rest = rest[min(end + 1, rest.endIndex)...]
            guard line.contains(where: { $0 != 0x20 && $0 != 0x0D }) else { continue }
            if Self.may(patterns, match: line.prefix(512)) {
                let text = DeviceText.clean(line.prefix(512))
                if patterns.contains(where: { $0.matches(text) }) { return String(text.drop { $0 == " " }) }
            }
            seen += 1
            if seen == limit { return nil }
        }
        return nil
    }

    /// Whether one of the patterns may match the line, as its bytes tell; spares making a text of most lines.
    static func may(_ patterns: [Pattern], match line: ArraySlice<UInt8>) -> Bool {
        line.withUnsafeBufferPointer { bytes in
            // Control characters are taken out of the text that is matched, which moves its bytes.
            !bytes.allSatisfy(DeviceText.isPlain) || patterns.contains { $0.mayMatch(bytes) }
        }
    }
}
