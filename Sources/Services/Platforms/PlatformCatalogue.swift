public import Domain
import Foundation
import Yams

/// The platforms found in `Platforms/`, read once at start.
public struct PlatformCatalogue: Sendable {
    /// Sorted by title.
    public let platforms: [Platform]

    /// A catalogue of these platforms.
    public init(_ platforms: [Platform]) {
        self.platforms = platforms.sorted { $0.title < $1.title }
    }

    /// Reads every `*.yaml` of a folder; a file that does not decode refuses the start and is named.
    public init(directory: String) throws(Problem) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".yaml") }
        } catch {
            throw Problem(
                .failed, code: "platforms_unreadable",
                "The folder of platforms, \(directory), cannot be read. Set NETSTACKS_PLATFORMS to the folder Platforms.",
                cause: String(describing: error))
        }
        var found: [Platform] = []
        for name in names.sorted() {
            do {
                let text = try String(contentsOfFile: directory + "/" + name, encoding: .utf8)
                found.append(try YAMLDecoder().decode(Platform.self, from: text))
            } catch {
                throw Problem(
                    .failed, code: "platform_malformed", "The platform file \(name) is wrong: \(error)",
                    cause: String(describing: error))
            }
        }
        guard !found.isEmpty else {
            throw Problem(.failed, code: "platforms_missing", "There is no platform file in \(directory).")
        }
        self.init(found)
    }

    /// The platform of this name.
    public func platform(_ name: PlatformName) throws(Problem) -> Platform {
        guard let platform = platforms.first(where: { $0.name == name }) else {
            throw Problem(
                .invalid, code: "platform_unknown",
                "There is no platform named \(name). Known are: \(platforms.map(\.name.text).joined(separator: ", ")).")
        }
        return platform
    }
}
