import DeviceCLI
import Foundation
import Yams

/// The platform files as they are shipped.
enum PlatformFile {
    /// The `cli:` part of `Platforms/<name>.yaml`.
    static func load(_ name: String) throws -> PlatformCLI {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Platforms/\(name).yaml"), encoding: .utf8)
        return try YAMLDecoder().decode(File.self, from: text).cli
    }

    /// A `cli:` part out of a text.
    static func decode(_ text: String) throws -> PlatformCLI {
        try YAMLDecoder().decode(PlatformCLI.self, from: text)
    }

    private struct File: Decodable {
        let cli: PlatformCLI
    }
}
