import ConfigTree
import DeviceCLI
import Domain

/// Whether a captured configuration is whole, and whether two of them mean the same.
struct CaptureProof: Sendable {
    let platform: Platform

    /// A text of fewer bytes is never guarded by size: a new device grows quickly.
    private static let guardedSize = 512

    /// What speaks against a capture, as a sentence; empty when nothing does.
    ///
    /// `good` is the newest good configuration; where it is given, half of it is too little.
    func doubt(about capture: ConfigurationCapture, after good: String?) -> String {
        if let doubt = capture.doubt { return platform.redacted(doubt.description) }
        if !capture.text.utf8.contains(where: { $0 > 32 }) { return ConfigurationCapture.Doubt.empty.description }
        if let grammar = platform.grammar {
            do {
                if try ConfigTree(parsing: capture.text, grammar: grammar).lineCount == 0 {
                    return "It holds no line of configuration."
                }
            } catch {
                return "It cannot be read as a configuration of \(platform.title): "
                    + grammar.redact(String(describing: error))
            }
        } else if capture.text.utf8.contains(0) {
            return "It holds NUL bytes."
        }
        guard let good, good.utf8.count >= Self.guardedSize, capture.text.utf8.count * 2 < good.utf8.count else {
            return ""
        }
        return
            "It has \(Self.lines(capture.text)), and the last good one has \(Self.lines(good)): less than half as much."
    }

    /// Whether two configurations mean the same to the device: volatile lines make no difference.
    func isSame(_ one: String, _ other: String) -> Bool {
        if one == other { return true }
        guard let grammar = platform.grammar else { return PlainText.lasting(one) == PlainText.lasting(other) }
        do {
            return try ConfigTree(parsing: one, grammar: grammar) == ConfigTree(parsing: other, grammar: grammar)
        } catch {
            // What cannot be read is the same only byte for byte, and that was looked at first.
            return false
        }
    }

    private static func lines(_ text: String) -> String {
        let count = text.utf8.count { $0 == 10 }
        return count == 1 ? "1 line" : "\(count) lines"
    }
}
