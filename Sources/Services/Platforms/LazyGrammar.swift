import ConfigTree
import DeviceCLI
import Synchronization
import Yams

/// The part `config:` of a platform file, read when it is first needed: most runs of the program need few of them.
final class LazyGrammar: Sendable {
    private enum State {
        case text(String)
        case read(Result<Grammar, PlatformError>)
    }

    private let file: String
    private let state: Mutex<State>

    /// A part of a text, with as many line feeds before it as lines stand above it in the file.
    init(text: String, file: String) {
        self.file = file
        state = Mutex(.text(text))
    }

    /// A value that was read already.
    init(_ node: Node, file: String) {
        self.file = file
        state = Mutex(.read(Result { () throws(PlatformError) -> Grammar in try Self.read(node, file) }))
    }

    /// The grammar; throws what is wrong with it, the same each time.
    func grammar() throws(PlatformError) -> Grammar {
        let result = state.withLock { state in
            let result: Result<Grammar, PlatformError>
            switch state {
            case .read(let known): return known
            case .text(let text):
                result = Result { () throws(PlatformError) -> Grammar in
                    try Self.read(try PlatformFile.config(of: text, file), file)
                }
            }
            state = .read(result)
            return result
        }
        return try result.get()
    }

    private static func read(_ node: Node, _ file: String) throws(PlatformError) -> Grammar {
        do {
            return try YAMLDecoder().decode(Grammar.self, from: node)
        } catch {
            throw PlatformError([PlatformProblem(place: file, path: "config", sentence(error))])
        }
    }

    /// What a decoder says, with the key it says it of.
    private static func sentence(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return String(describing: error) }
        let context: DecodingError.Context
        var what: String
        switch error {
        case .keyNotFound(let key, let found): (context, what) = (found, "The key «\(key.stringValue)» is missing.")
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found):
            (context, what) = (found, found.debugDescription)
        @unknown default: return String(describing: error)
        }
        let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
        if !keys.isEmpty { what = "\(keys): \(what)" }
        return what
    }
}
