public import ConfigTree
public import DeviceCLI
public import Domain

/// A platform as data: how to talk to it and, where that is known, how to read its configuration.
public struct Platform: Sendable {
    public let name: PlatformName
    /// How its command line is talked to, and by which names it is known.
    public let description: PlatformDescription
    /// How its configuration is read, when it is first asked for.
    let configuration: LazyGrammar?
    public let source: Source
    /// SHA-256 of everything it was read from, in hexadecimal.
    public let fingerprint: String

    /// How its configuration is read; a platform without it can be talked to, but its configuration is never shown.
    ///
    /// Nil, too, when the grammar is wrong, which `netstacks check` tells.
    public var grammar: Grammar? { try? configuration?.grammar() }

    /// As people call it, «Cisco IOS».
    public var title: String { description.title }
    /// Who makes it.
    public var vendor: String { description.vendor }
    /// Names by which other tools call it.
    public var aliases: [String] { description.aliases }
    /// Whether lines wait for a commit.
    public var hasCandidate: Bool { description.cli.commitStyle != .immediate }
    public var cli: PlatformCLI { description.cli }

    /// The grammar, where something is to be compared or shown; throws `platform_without_grammar`.
    public func requireGrammar() throws(Problem) -> Grammar {
        guard let configuration else {
            throw Problem(
                .conflict, code: "platform_without_grammar",
                "NetStacks does not know how configurations of \(title) are written, so it cannot tell secrets in them from "
                    + "the rest and neither shows nor compares them. Add the part «config» to the platform \(name).")
        }
        do {
            return try configuration.grammar()
        } catch {
            throw Problem(
                .failed, code: "platform_malformed", "The platform file is wrong.\n\(error)", cause: "\(error)")
        }
    }

    /// The same where a change is to be planned or made; throws `platform_not_changeable`, too.
    public func requireChangeable() throws(Problem) -> Grammar {
        let grammar = try requireGrammar()
        guard grammar.takesChanges else {
            throw Problem(
                .conflict, code: "platform_not_changeable",
                "NetStacks reads and compares configurations of \(title), and does not yet make changes to them. Nothing was sent."
            )
        }
        guard cli.commitStyle == .immediate else {
            throw Problem(
                .conflict, code: "platform_not_changeable",
                "Lines on \(title) wait in a candidate until a commit, and NetStacks does not yet make changes of that kind. "
                    + "Nothing was sent.")
        }
        return grammar
    }
}

extension Platform {
    /// Text of a session with what the grammar knows as secrets hidden; as it is where there is no grammar.
    public func redacted(_ text: String) -> String {
        guard let grammar else { return text }
        // A carriage return and line feed are one character to Swift; lines are told apart by the line feed alone.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let isEnded = line.last == "\r"
            return (text: String(isEnded ? line.dropLast() : line), end: isEnded ? "\r" : "")
        }
        let redacted = grammar.redact(lines.map(\.text))
        return zip(redacted, lines).map { $0 + $1.end }.joined(separator: "\n")
    }
}
