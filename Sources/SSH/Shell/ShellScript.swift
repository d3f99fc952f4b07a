/// A script for a POSIX shell that reaches it by standard input, so that the server's list of processes does not show it.
///
/// The login shell sees one command without anything that any shell reads in its own way; `sh` then takes exactly the script's
/// bytes from its input, byte by byte, and leaves what follows to the script.
public struct ShellScript: Sendable {
    /// The command to start, for whatever shell the account has.
    public let command: String
    /// What to send first.
    public let input: [UInt8]

    /// What `sh -c` is given; holds no single quote.
    public let body: String

    /// Wraps a script; nothing of it is run when the connection breaks off before it is whole.
    ///
    /// A `token` is printed with the shell's process id, as `token:123:`, when the script is awaited. With a terminal the
    /// script has to wait for that: until then the terminal would show it and take some bytes for keys.
    public init(_ script: [UInt8], token: String? = nil, hasTerminal: Bool = false) {
        let mark = Self.randomWord()
        self.input = Array("unset p s\n".utf8) + script + Array("\n#\(mark)".utf8)
        // The script is whole when it ends with the mark.
        self.body =
            (hasTerminal ? "s=$(stty -g); stty raw -echo; " : "")
            + (token.map { "printf \($0):%s: $$; " } ?? "")
            + "p=$(dd bs=1 count=\(self.input.count) 2>/dev/null); " + (hasTerminal ? "stty $s; " : "")
            + "case $p in *\(mark)) eval \"$p\";; *) exit 125;; esac"
        self.command = "exec /bin/sh -c '\(self.body)'"
    }

    /// A word of letters and digits that nobody can foresee.
    public static func randomWord() -> String {
        "ns" + String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// Wraps a script.
    public init(_ script: String) { self.init(Array(script.utf8)) }

    /// A word that a POSIX shell reads as these bytes and nothing else; zero bytes cannot be in one.
    public static func word(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let quote = UInt8(ascii: "'")
        let inner = bytes.flatMap { $0 == quote ? Array("'\\''".utf8) : [$0] }
        return [quote] + inner + [quote]
    }

    /// A word that a POSIX shell reads as these characters and nothing else.
    public static func word(_ text: String) -> String {
        String(decoding: self.word(text.utf8), as: UTF8.self)
    }
}
