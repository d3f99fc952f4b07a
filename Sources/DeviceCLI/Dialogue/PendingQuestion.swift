/// A question that may come up during one command, with the answer to type.
struct PendingQuestion: Sendable {
    let pattern: Pattern
    let answer: [UInt8]
    let isSecret: Bool
    /// Answered a second time it would only repeat a refused answer.
    let isOnce: Bool

    /// A declared answer out of platform data.
    init(_ exchange: PlatformCLI.Exchange, lineEnding: String) {
        self.pattern = exchange.pattern
        self.answer = PlatformCLI.typedAnswer(exchange.answer, lineEnding: lineEnding)
        self.isSecret = false
        self.isOnce = false
    }

    /// A question with an answer that is given once and is no secret.
    init(pattern: Pattern, once answer: String, lineEnding: String) {
        self.pattern = pattern
        self.answer = Array(answer.utf8) + Array(lineEnding.utf8)
        self.isSecret = false
        self.isOnce = true
    }

    /// A question for a password.
    init(pattern: Pattern, secret: String, lineEnding: String) {
        self.pattern = pattern
        self.answer = Array(secret.utf8) + Array(lineEnding.utf8)
        self.isSecret = true
        self.isOnce = true
    }
}

extension PlatformCLI {
    /// The bytes to type for a command, with `?` made literal so that it does not open the help.
    func typed(_ command: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in command.utf8 {
            if byte == UInt8(ascii: "?"), self.questionMark == .literal, let key = self.literalKey {
                bytes.append(contentsOf: key.utf8)
            }
            if byte == 0x0A { bytes.append(contentsOf: self.lineEnding.utf8) } else { bytes.append(byte) }
        }
        return bytes + Array(self.lineEnding.utf8)
    }

    func typedAnswer(_ answer: String) -> [UInt8] {
        Self.typedAnswer(answer, lineEnding: self.lineEnding)
    }

    static func typedAnswer(_ answer: String, lineEnding: String) -> [UInt8] {
        answer.utf8.flatMap { $0 == 0x0A ? Array(lineEnding.utf8) : [$0] }
    }
}
