/// Paths as Python's `ntpath` reads them.
enum WindowsPath {
    private static func isSeparator(_ byte: UInt8) -> Bool { byte == 92 || byte == 47 }

    /// The drive or share at the beginning, and the rest.
    static func splitDrive(_ path: String) -> (drive: String, rest: String) {
        let bytes = Array(path.utf8)
        func parts(_ end: Int) -> (String, String) {
            (String(decoding: bytes[..<end], as: UTF8.self), String(decoding: bytes[end...], as: UTF8.self))
        }
        guard bytes.count >= 2 else { return ("", path) }
        if self.isSeparator(bytes[0]), self.isSeparator(bytes[1]) {
            // \\\\server\\share, and \\\\?\\UNC\\server\\share.
            let plain = bytes.map { $0 == 47 ? 92 : $0 }
            let isLong = String(decoding: plain.prefix(8), as: UTF8.self).uppercased() == "\\\\?\\UNC\\"
            let start = isLong ? 8 : 2
            guard let server = plain[min(start, plain.count)...].firstIndex(of: 92) else { return (path, "") }
            guard let share = plain[(server + 1)...].firstIndex(of: 92) else { return (path, "") }
            return parts(share)
        }
        return bytes[1] == 58 ? parts(2) : ("", path)
    }

    static func split(_ path: String) -> (head: String, tail: String) {
        let (drive, rest) = self.splitDrive(path)
        let bytes = Array(rest.utf8)
        let start = (bytes.lastIndex(where: self.isSeparator) ?? -1) + 1
        var head = bytes[..<start]
        if head.contains(where: { !self.isSeparator($0) }) {
            while let last = head.last, self.isSeparator(last) { head.removeLast() }
        }
        return (drive + String(decoding: head, as: UTF8.self), String(decoding: bytes[start...], as: UTF8.self))
    }
}
