import DeviceCLI
public import Domain
import Synchronization

/// The platforms that devices can have: those of a folder, and those that people wrote. It can be read anew at any time.
public final class PlatformCatalogue: Sendable {
    let folder: PlatformFolder
    private let current: Mutex<PlatformSet>

    /// Reads every `*.yaml` of a folder; files with problems refuse the start, and every problem is named.
    ///
    /// Their grammars are read when they are first needed, unless `checksGrammars`.
    public init(directory: String, checksGrammars: Bool = false) throws(Problem) {
        folder = PlatformFolder(path: directory)
        do {
            let set = try PlatformSet(files: try folder.contents(), own: [:], checksGrammars: checksGrammars)
            guard set.troubles.isEmpty else {
                throw PlatformCatalogue.malformed(set.troubles.map(\.sentence).joined(separator: "\n"))
            }
            current = Mutex(set)
        } catch let error as PlatformError {
            throw Self.malformed(error.description)
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Self.malformed(String(describing: error))
        }
    }

    /// By title.
    public var platforms: [Platform] { current.withLock(\.platforms) }

    /// Whose newest text is wrong.
    public var troubles: [PlatformTrouble] { current.withLock(\.troubles) }

    /// The platform of this name, which may also be another tool's name for it.
    public func platform(_ name: PlatformName) throws(Problem) -> Platform {
        let set = current.withLock { $0 }
        if let platform = set.platform(named: name.text) { return platform }
        do {
            let match = try set.names.match(name.text)
            if let platform = set.platform(named: match.name) { return platform }
        } catch {
            throw Problem(.invalid, code: Problem.platformUnknownCode, error.description)
        }
        throw Problem(.invalid, code: Problem.platformUnknownCode, "There is no platform named «\(name)».")
    }

    /// The protocol that a name asks for by its ending, such as `_telnet`; nil when it asks for none.
    func accessProtocol(of name: PlatformName) -> AccessProtocol? {
        let set = current.withLock { $0 }
        guard set.platform(named: name.text) == nil, case .telnet? = try? set.names.match(name.text).transport
        else { return nil }
        return .telnet
    }

    /// Reads the folder anew and takes these as people's own; what is wrong in them stays as it was and becomes a trouble.
    func reload(own: [PlatformDefinition]) throws(Problem) {
        let set = try read(own: own)
        current.withLock { $0 = set }
    }

    /// What would be there with these as people's own.
    func read(own: [PlatformDefinition]) throws(Problem) -> PlatformSet {
        let files = try folder.contents()
        do throws(PlatformError) {
            return try PlatformSet(
                files: files, own: Dictionary(own.map { ($0.name.text, $0.text) }, uniquingKeysWith: { $1 }),
                keeping: current.withLock { $0 })
        } catch {
            throw Self.malformed(error.description)
        }
    }

    private static func malformed(_ sentences: String) -> Problem {
        Problem(.failed, code: "platform_malformed", "Platform files are wrong.\n\(sentences)", cause: sentences)
    }
}

extension Problem {
    /// The code of a platform's name that nobody knows.
    static let platformUnknownCode = "platform_unknown"
}
