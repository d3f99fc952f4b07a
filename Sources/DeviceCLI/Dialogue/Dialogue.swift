/// The conversation with a command line as a pure state machine: bytes in, actions out, no socket and no clock.
struct Dialogue: Sendable {
    /// What the owner of the connection has to do next.
    enum Action: Sendable, Equatable {
        /// Send these bytes.
        case write([UInt8], isSecret: Bool)
        /// The oldest command under way is done, or the login has reached a prompt.
        case finished(Reply)
        /// When nothing arrives for this long, call `quiet()`.
        case settle(Duration)
        /// The device asks something that platform data has no answer for.
        case asked(String)
        /// The device asks once more for a login that was typed already.
        case refused
        /// The output is larger than the bound.
        case overflow
        /// The answer before went on behind what had looked like its prompt.
        case continued
        /// The device waits at a prompt although commands are under way: which it ran cannot be told.
        case lost

        /// Whether nothing more is waited for after it.
        var endsWaiting: Bool {
            switch self {
            case .write, .settle: false
            default: true
            }
        }
    }

    /// Everything between a command's echo and the next prompt.
    struct Reply: Sendable, Equatable {
        var output: [UInt8]
        let prompt: Prompt
    }

    enum Phase: Sendable {
        case login, idle, output
        case echo(Echo)
    }

    let platform: PlatformCLI
    let outputLimit: Int
    private(set) var phase = Phase.login
    private(set) var prompt: Prompt?
    /// The last raw bytes received, for error reports.
    private(set) var lastSeen: [UInt8] = []
    var line = TerminalLine()
    var output: [UInt8] = []
    /// The last complete line, kept only where it can be a part of the prompt.
    private(set) var above: [UInt8] = []
    /// Commands typed behind the one under way, whose echoes are still to come.
    private var typedAhead: [String] = []
    private var completed: [Reply] = []
    /// The command under way, kept only where the device shows it twice.
    private var shownTwice: String?
    var isTypedAhead: Bool { !self.typedAhead.isEmpty }
    private var pendingQuestions: [PendingQuestion]
    /// Questions of the login that were answered.
    private var answeredLogin: [Pattern] = []
    private var isLineAnswered = false
    private var isQuestionSuspected = false
    private var isHiddenPromptSuspected = false
    /// How many bytes came since the command was sent; what is erased or dropped counts, too.
    private var receivedCount = 0
    /// Set when text that is no log message came behind a prompt that had ended an answer.
    private(set) var hasContinued = false

    /// Texts that prompts, pagers and questions are searched in are never longer than this.
    static let longestPrompt = 512
    /// How long a prompt of unknown host name must stand still; a banner may look like one.
    static let unfamiliarPause = Duration.milliseconds(60)
    /// How long a prompt must stand still when the command's echo never came.
    static let missingEchoPause = Duration.seconds(3)
    /// How long the device must be silent before the end of the output is searched more closely.
    static let searchPause = Duration.milliseconds(300)
    /// How long log messages behind a prompt of unknown host name must stand still.
    static let hiddenPromptPause = Duration.seconds(1)
    /// How long a question must stand still; output may pause behind a question mark.
    static let questionPause = Duration.seconds(2)

    /// A conversation from the login on; `login` are the questions that come before the first prompt, each answered once.
    init(platform: PlatformCLI, login: [PendingQuestion] = [], outputLimit: Int = 64 << 20) {
        self.platform = platform
        self.outputLimit = outputLimit
        self.pendingQuestions =
            login + platform.loginQuestions.map { PendingQuestion($0, lineEnding: platform.lineEnding) }
    }

    /// Begins a command and gives the bytes to send; `questions` are answered at most once each, before the platform's.
    mutating func send(_ command: String, questions: [PendingQuestion] = []) -> [UInt8] {
        self.output.removeAll()
        self.typedAhead.removeAll()
        self.pendingQuestions =
            questions.isEmpty ? self.platform.pendingQuestions : questions + self.platform.pendingQuestions
        self.isLineAnswered = false
        self.receivedCount = 0
        self.shownTwice = self.platform.redrawsInput ? command : nil
        let firstLine = command.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).first.map(String.init)
        self.phase =
            self.platform.echoesInput
            ? .echo(
                Echo(command: (firstLine ?? nil) ?? "", lineBefore: self.line.text, width: self.platform.terminal.width)
            )
            : .output
        return self.platform.typed(command)
    }

    /// Types a command behind those under way and gives the bytes to send; each is `finished` in its turn.
    mutating func sendBehind(_ command: String) -> [UInt8] {
        if case .idle = self.phase { return self.send(command) }
        self.typedAhead.append(command)
        return self.platform.typed(command)
    }

    /// Takes what the device sent; every action concerns the state after the last byte.
    mutating func receive(_ bytes: [UInt8]) -> [Action] {
        self.lastSeen =
            bytes.count >= 200 ? Array(bytes.suffix(200)) : Array((self.lastSeen + bytes).suffix(200))
        var line = self.line
        self.line = TerminalLine()
        line.feed(bytes) { self.commit($0) }
        self.line = line
        self.isQuestionSuspected = false
        self.isHiddenPromptSuspected = false
        self.receivedCount += bytes.count
        if self.hasContinued, case .output = self.phase { return [.continued] }
        // What shows nothing, such as zero bytes, fills no output, and must end all the same.
        if self.output.count > self.outputLimit || self.receivedCount > self.outputLimit * 4 || self.line.isCut {
            return [.overflow]
        }
        let done = self.completed.map { Action.finished($0) }
        self.completed.removeAll()
        return done + self.evaluate(afterSilence: false)
    }

    /// Says that nothing arrived for the time that `settle` named.
    mutating func quiet() -> [Action] {
        self.evaluate(afterSilence: true)
    }

    private mutating func commit(_ line: ArraySlice<UInt8>) {
        self.isLineAnswered = false
        defer { if self.platform.modes.usesLineAbove { self.above = Array(line.prefix(Self.longestPrompt)) } }
        switch self.phase {
        case .idle: self.judge(lineBehindPrompt: line)
        case .login:
            self.output.append(contentsOf: line)
            self.output.append(0x0A)
            // A banner is kept only as far as an error report needs it.
            if self.output.count > 8192 { self.output.removeFirst(self.output.count - 4096) }
        case .echo(var echo):
            if let before = echo.isCompleted(by: line) {
                if !echo.isLineBefore(before) { self.learn(before) }
                // The line at which the command was typed went on before it was echoed.
                if let first = self.output.split(separator: 0x0A, maxSplits: 1).first {
                    self.judge(lineBehindPrompt: first, typed: echo)
                }
                self.output.removeAll()
                self.phase = .output
            } else {
                self.output.append(contentsOf: line)
                self.output.append(0x0A)
                self.phase = .echo(echo)
            }
        case .output:
            if let next = self.typedAhead.first, let prompt = self.prompt(before: next, in: line) {
                self.typedAhead.removeFirst()
                self.dropLineAbove(of: prompt)
                self.completed.append(Reply(output: self.output, prompt: prompt))
                self.prompt = prompt
                self.output = []
                return
            }
            if let command = self.shownTwice, self.output.isEmpty, self.prompt(before: command, in: line) != nil {
                self.shownTwice = nil
                return
            }
            self.output.append(contentsOf: line)
            self.output.append(0x0A)
        }
    }

    /// Judges a line at whose beginning an answer was taken for ended: only log messages may have come behind its prompt.
    private mutating func judge(lineBehindPrompt line: ArraySlice<UInt8>, typed: Echo? = nil) {
        guard let known = self.prompt?.text.utf8.withoutTrailingBlanks, !known.isEmpty, line.starts(with: known) else {
            return
        }
        let rest = line.dropFirst(known.count).drop { $0 == 0x20 }
        // A log message may have split the echo.
        if rest.isEmpty || typed?.begins(with: rest) == true { return }
        if !self.platform.isNoise(String(decoding: rest.prefix(Self.longestPrompt), as: UTF8.self)) {
            self.hasContinued = true
        }
    }

    /// The prompt before the echo of a command that was typed ahead, when this line is one.
    private func prompt(before command: String, in line: ArraySlice<UInt8>) -> Prompt? {
        var line = line
        while line.last == 0x20 { line.removeLast() }
        var command = Array(command.utf8)
        while command.last == 0x20 { command.removeLast() }
        guard line.ends(with: command), line.count - command.count <= Self.longestPrompt else { return nil }
        let before = String(decoding: line.dropLast(command.count), as: UTF8.self)
        // Leading blanks of the command are not told from those that end the prompt.
        return self.platform.modes.prompt(in: before, above: self.shownAbove)
    }

    /// A new text before an echoed command is the prompt beyond doubt; the old one may be the rest of a split prompt.
    private mutating func learn(_ text: ArraySlice<UInt8>) {
        guard !text.isEmpty, text.count <= Self.longestPrompt else { return }
        let shown = String(decoding: text, as: UTF8.self)
        if let prompt = self.platform.modes.prompt(in: shown, above: self.shownAbove) { self.prompt = prompt }
    }

    private mutating func evaluate(afterSilence: Bool) -> [Action] {
        if case .idle = self.phase { return [] }
        let text = self.line.text
        guard text.count <= Self.longestPrompt else {
            return self.endsWithKnownPrompt(text) ? self.metGlued(afterSilence: afterSilence) : []
        }
        if let known = self.knownPrompt(at: text) { return self.met(known, afterSilence: afterSilence) }
        let shown = String(decoding: text, as: UTF8.self)
        if !text.isEmpty {
            if let pager = self.pager(in: shown) {
                self.line.removePager(from: pager.start)
                return [.write(pager.answer, isSecret: false)]
            }
            if let answer = self.answer(to: shown, afterSilence: afterSilence) { return [answer] }
            if case .login = self.phase, !self.isLineAnswered, self.answeredLogin.contains(where: { $0.matches(shown) })
            {
                // A refusal counts towards a lockout, so the rest of a remark about logins gets its time to arrive.
                return [afterSilence ? .refused : .settle(Self.searchPause)]
            }
            if let prompt = self.platform.modes.prompt(in: shown, above: self.shownAbove) {
                return self.met(prompt, afterSilence: afterSilence)
            }
        }
        guard afterSilence else { return [.settle(Self.searchPause)] }
        if case .output = self.phase, self.typedAhead.isEmpty, let reply = self.replyHiddenByNoise() {
            return [self.finish(reply)]
        }
        if let reply = self.replyBehindNoise() {
            // Output may pause behind a line that looks like another device's prompt, so this must stand still.
            if case .login = self.phase { return [self.finish(reply)] }
            if self.isHiddenPromptSuspected { return [self.finish(reply)] }
            self.isHiddenPromptSuspected = true
            return [.settle(Self.hiddenPromptPause)]
        }
        if self.endsWithKnownPrompt(text) { return self.metGlued(afterSilence: true) }
        guard !self.isLineAnswered, self.platform.undeclaredQuestions.contains(where: { $0.matches(shown) }) else {
            return []
        }
        guard self.isQuestionSuspected else {
            self.isQuestionSuspected = true
            return [.settle(Self.questionPause)]
        }
        return [.asked(shown)]
    }

    /// The last prompt when the line shows exactly it again, which spares every expression.
    private func knownPrompt(at text: ArraySlice<UInt8>) -> Prompt? {
        guard !text.isEmpty, let known = self.prompt, text.isSameShown(as: known.text.utf8) else { return nil }
        guard self.platform.modes.usesLineAbove else { return known }
        return known.above.map { self.above.elementsEqual($0.utf8) } == true ? known : nil
    }

    /// Whether the line ends with the last prompt behind other text, as after an output whose last line has no line feed.
    private func endsWithKnownPrompt(_ text: ArraySlice<UInt8>) -> Bool {
        guard case .output = self.phase, self.typedAhead.isEmpty, let known = self.prompt, known.above == nil else {
            return false
        }
        let shown = Array(known.text.utf8.withoutTrailingBlanks)
        return shown.count > 1 && text.withoutTrailingBlanks.ends(with: shown)
    }

    /// Ends the answer at the prompt that is glued to its last line, once that has stood still for long enough.
    private mutating func metGlued(afterSilence: Bool) -> [Action] {
        guard afterSilence, self.isHiddenPromptSuspected, let known = self.prompt else {
            if afterSilence { self.isHiddenPromptSuspected = true }
            return [.settle(afterSilence ? Self.hiddenPromptPause : Self.searchPause)]
        }
        let line = self.line.text.withoutTrailingBlanks
        return [
            self.finish(
                Reply(
                    output: self.output + line.dropLast(known.text.utf8.withoutTrailingBlanks.count), prompt: known))
        ]
    }

    private mutating func met(_ prompt: Prompt, afterSilence: Bool) -> [Action] {
        switch self.phase {
        case .idle: return []
        case .login:
            guard afterSilence else { return [.settle(Self.unfamiliarPause)] }
        case .echo:
            // Without the echo this may be the prompt at which the command was typed.
            guard afterSilence, !self.output.isEmpty else { return [.settle(Self.missingEchoPause)] }
        case .output:
            if !self.typedAhead.isEmpty {
                // The echo of the next command follows, unless the device has swallowed it.
                return afterSilence ? [.lost] : [.settle(Self.missingEchoPause)]
            }
            if self.shownTwice != nil, self.output.isEmpty, !afterSilence {
                // The prompt that comes right after the echo is most likely redrawn with the command behind it.
                return [.settle(Self.unfamiliarPause)]
            }
            let isFamiliar = prompt == self.prompt || prompt.isOfSameDevice(as: self.prompt)
            guard isFamiliar || afterSilence else { return [.settle(Self.unfamiliarPause * 5)] }
            // A log message inside the prompt leaves a rest that looks like the prompt of another device.
            if !isFamiliar, let reply = self.replyHiddenByNoise() { return [self.finish(reply)] }
        }
        self.dropLineAbove(of: prompt)
        return [self.finish(self.replyWithoutSplitPrompt(before: prompt))]
    }

    private mutating func finish(_ reply: Reply) -> Action {
        self.phase = .idle
        self.prompt = reply.prompt
        self.output = []
        return .finished(reply)
    }

    private func pager(in shown: String) -> (start: Int, answer: [UInt8])? {
        for pager in self.platform.pagers {
            guard let range = pager.pattern.range(in: shown) else { continue }
            // Counted from the end: bytes that are no UTF-8 stand for three in the text.
            let rest = shown[range.lowerBound...].utf8.count
            return (max(0, self.line.text.count - rest), self.platform.typedAnswer(pager.answer))
        }
        return nil
    }

    private mutating func answer(to shown: String, afterSilence: Bool) -> Action? {
        guard !self.isLineAnswered,
            let index = self.pendingQuestions.firstIndex(where: { $0.pattern.matches(shown) })
        else { return nil }
        let question = self.pendingQuestions[index]
        // «Last login:» asks nothing once the rest of it has arrived, and a login may be typed only once.
        if question.isOnce, case .login = self.phase, !afterSilence { return .settle(Self.unfamiliarPause) }
        if question.isOnce {
            self.pendingQuestions.remove(at: index)
            if case .login = self.phase { self.answeredLogin.append(question.pattern) }
        }
        self.isLineAnswered = true
        return .write(question.answer, isSecret: question.isSecret)
    }
}
