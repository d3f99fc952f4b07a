import ConfigTree
import DeviceCLI
import Synchronization
import Yams

/// The part `config:` of a platform file, read when it is first needed: most runs of the program need few of them.
final class LazyGrammar: Sendable {
    /// Where it is read from.
    enum Source {
        /// A part of a text, with as many line feeds before it as lines stand above it in the file.
        case text(String)
        /// A value that was read already.
        case node(Node)
    }

    private enum State {
        case text(String)
        case read(Result<Grammar, PlatformError>)
    }

    private let file: String
    private let secrets: SecretGrammar
    private let state: Mutex<State>

    /// The grammar of a file; `secrets` are the rules by which it hides what is secret.
    init(_ source: Source, file: String, secrets: SecretGrammar) {
        self.file = file
        self.secrets = secrets
        switch source {
        case .text(let text): state = Mutex(.text(text))
        case .node(let node):
            let result = Result { () throws(PlatformError) -> Grammar in try Self.read(node, file, secrets) }
            state = Mutex(.read(result))
        }
    }

    /// The grammar; throws what is wrong with it, the same each time.
    func grammar() throws(PlatformError) -> Grammar {
        let result = state.withLock { state in
            switch state {
            case .read(let known): return known
            case .text(let text):
                let result = Result { () throws(PlatformError) -> Grammar in
                    try Self.read(try PlatformFile.config(of: text, file), file, secrets)
                }
                state = .read(result)
                return result
            }
        }
        return try result.get()
    }

    private static func read(_ node: Node, _ file: String, _ secrets: SecretGrammar) throws(PlatformError) -> Grammar {
        do {
            return try YAMLDecoder().decode(Reading.self, from: node, userInfo: Reading.userInfo(secrets)).grammar
        } catch {
            throw PlatformError([PlatformProblem(place: file, path: "config", sentence(error))])
        }
    }

    /// Decodes a grammar together with the rules for secrets, which are no part of its text.
    private struct Reading: Decodable {
        static let secrets = CodingUserInfoKey(rawValue: "secrets")
        let grammar: Grammar

        static func userInfo(_ rules: SecretGrammar) -> [CodingUserInfoKey: any Sendable] {
            secrets.map { [$0: rules] } ?? [:]
        }

        init(from decoder: any Decoder) throws {
            let secrets = Self.secrets.flatMap { decoder.userInfo[$0] } as? SecretGrammar
            grammar = try Grammar(from: decoder, secrets: secrets ?? .universal)
        }
    }

    /// What a decoder says, with the key it says it of.
    static func sentence(_ error: any Error) -> String {
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
