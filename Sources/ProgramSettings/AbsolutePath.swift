import Foundation

/// Paths as the settings keep them: absolute, without `.` and `..`.
enum AbsolutePath {
    static func of(_ text: String, from folder: String) -> String? {
        guard !text.isEmpty, !text.utf8.contains(0) else { return nil }
        let expanded = (text as NSString).expandingTildeInPath
        return ((expanded.hasPrefix("/") ? expanded : "\(folder)/\(expanded)") as NSString).standardizingPath
    }
}
