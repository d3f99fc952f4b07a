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
    /// Where its text holds secrets; every platform has at least what holds for any text.
    public let secrets: SecretGrammar
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

    /// The grammar, where something is to be compared or changed; throws `platform_without_grammar`.
    public func requireGrammar() throws(Problem) -> Grammar {
        guard let configuration else {
            throw Problem(
                .conflict, code: "platform_without_grammar",
                "NetStacks does not know how configurations of \(title) are written, so it cannot compare or change them. "
                    + "Add the part «config» to the platform \(name).")
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
    /// Text of a session with its secrets hidden.
    public func redacted(_ text: String) -> String { secrets.redact(text) }
}
