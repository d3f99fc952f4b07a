import Domain
import Foundation

/// The folder of platforms that came with the program or was set up beside it.
struct PlatformFolder: Sendable {
    let path: String

    /// The texts of its files by their names without the ending; throws when it cannot be read.
    func texts() throws(Problem) -> [String: String] {
        var texts: [String: String] = [:]
        do {
            for file in try FileManager.default.contentsOfDirectory(atPath: path) where file.hasSuffix(".yaml") {
                texts[String(file.dropLast(5))] = try String(contentsOfFile: path + "/" + file, encoding: .utf8)
            }
        } catch {
            throw Problem(
                .failed, code: "platforms_unreadable",
                "The folder of platforms, \(path), cannot be read. Set NETSTACKS_PLATFORMS to the folder Platforms.",
                cause: String(describing: error))
        }
        guard !texts.isEmpty else {
            throw Problem(.failed, code: "platforms_missing", "There is no platform file in \(path).")
        }
        return texts
    }
}
