import Foundation

/// Sizes and spans of time as pages say them.
enum Measure {
    /// A size in bytes, for example «6.1 kB».
    static func bytes(_ count: Int) -> String {
        if count < 1000 { return "\(count) B" }
        if count < 1_000_000 { return tenths(Double(count) / 1000) + " kB" }
        return tenths(Double(count) / 1_000_000) + " MB"
    }

    /// A short span of time, for example «0.4 ms», «12 ms» or «1.2 s».
    static func milliseconds(_ number: Double) -> String {
        if number < 10 { return tenths(max(0, number)) + " ms" }
        if number < 1000 { return "\(Int(number)) ms" }
        return tenths(number / 1000) + " s"
    }

    /// A span of time in one unit, for example «1.2 s» or «4 min».
    static func span(_ seconds: Double) -> String {
        let seconds = max(0, seconds)
        if seconds < 10 { return tenths(seconds) + " s" }
        if seconds < 60 { return "\(Int(seconds)) s" }
        if seconds < 3600 { return "\(Int(seconds / 60)) min" }
        if seconds < 86400 { return "\(Int(seconds / 3600)) h" }
        return "\(Int(seconds / 86400)) days"
    }

    /// A number of things, for example «1 device» or «5 devices».
    static func count(_ number: Int, _ thing: String, plural: String? = nil) -> String {
        "\(number) \(number == 1 ? thing : plural ?? thing + "s")"
    }

    /// A place in a line, for example «2nd».
    static func ordinal(_ number: Int) -> String {
        let isTeen = (11...13).contains(number % 100)
        let ending =
            switch number % 10 {
            case 1 where !isTeen: "st"
            case 2 where !isTeen: "nd"
            case 3 where !isTeen: "rd"
            default: "th"
            }
        return "\(number)\(ending)"
    }

    /// What hides in a text whose secrets were replaced, for example «3 secrets hidden»; empty when nothing does.
    static func redaction(of text: String, mark: String) -> String {
        let hidden = text.ranges(of: mark).count
        return hidden == 0 ? "" : count(hidden, "secret") + " hidden"
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
