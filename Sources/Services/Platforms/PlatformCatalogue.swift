import DeviceCLI
public import Domain
import Foundation

/// The platforms found in `Platforms/`, read once at start.
public struct PlatformCatalogue: Sendable {
    /// Sorted by title.
    public let platforms: [Platform]
    private let names: PlatformNames

    /// A catalogue of these platforms; one name for two of them refuses the start.
    public init(_ platforms: [Platform]) throws(Problem) {
        self.platforms = platforms.sorted { $0.title < $1.title }
        do {
            names = try PlatformNames(platforms.map(\.description))
        } catch {
            throw Problem(.failed, code: "platform_malformed", error.description, cause: error.description)
        }
    }

    /// Reads every `*.yaml` of a folder; files with problems refuse the start, and every problem is named.
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
        var files: [String: PlatformFile] = [:]
        var problems: [PlatformProblem] = []
        for file in names.sorted() {
            let name = String(file.dropLast(5))
            do throws(PlatformError) {
                files[name] = try PlatformFile(name: name, text: try Self.text(directory, file))
            } catch {
                problems += error.problems
            }
        }
        var found: [Platform] = []
        for file in files.values {
            do throws(PlatformError) {
                found.append(
                    try file.platform(extending: PlatformDescription.parent(of: file.root).flatMap { files[$0] }))
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else {
            let sentences = PlatformError(problems.sorted { $0.place < $1.place }).description
            throw Problem(
                .failed, code: "platform_malformed", "Platform files are wrong.\n\(sentences)", cause: sentences)
        }
        guard !found.isEmpty else {
            throw Problem(.failed, code: "platforms_missing", "There is no platform file in \(directory).")
        }
        try self.init(found)
    }

    /// The platform of this name, which may also be another tool's name for it.
    public func platform(_ name: PlatformName) throws(Problem) -> Platform {
        if let platform = platforms.first(where: { $0.name == name }) { return platform }
        let match: PlatformNames.Match
        do {
            match = try names.match(name.text)
        } catch {
            throw Problem(.invalid, code: "platform_unknown", error.description)
        }
        guard let platform = platforms.first(where: { $0.name.text == match.name }) else {
            throw Problem(.invalid, code: "platform_unknown", "There is no platform named «\(name)».")
        }
        return platform
    }

    /// The protocol that a name asks for by its ending, such as `_telnet`; nil when it asks for none.
    func accessProtocol(of name: PlatformName) -> AccessProtocol? {
        guard !platforms.contains(where: { $0.name == name }), case .telnet? = try? names.match(name.text).transport
        else { return nil }
        return .telnet
    }

    private static func text(_ directory: String, _ file: String) throws(PlatformError) -> String {
        do {
            return try String(contentsOfFile: directory + "/" + file, encoding: .utf8)
        } catch {
            throw PlatformError([PlatformProblem(place: file, path: "", "The file cannot be read: \(error)")])
        }
    }
}
