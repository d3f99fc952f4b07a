/// The conversation with a command line as a pure state machine: bytes in, actions out, no socket and no clock.
struct Dialogue: Sendable {
    /// What the owner of the connection has to do next.
    enum Action: Sendable, Equatable {
        /// Send these bytes.
        case write([UInt8], isSecret: Bool)
        /// The command is done, or the login has reached a prompt.
        case finished(Reply)
        /// When nothing arrives for this long, call `quiet()`.
        case settle(Duration)
        /// The device asks something that platform data has no answer for.
        case asked(String)
        /// The output is larger than the bound.
        case overflow
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
    private var pendingQuestions: [PendingQuestion] = []
    private var isLineAnswered = false
    private var isQuestionSuspected = false

    /// Texts that prompts, pagers and questions are searched in are never longer than this.
    static let longestPrompt = 512
    /// How long a prompt of unknown host name must stand still; a banner may look like one.
    static let unfamiliarPause = Duration.milliseconds(60)
    /// How long a prompt must stand still when the command's echo never came.
    static let missingEchoPause = Duration.seconds(3)
    /// How long the device must be silent before the end of the output is searched more closely.
    static let searchPause = Duration.milliseconds(300)
    /// How long a question must stand still; output may pause behind a question mark.
    static let questionPause = Duration.seconds(2)

    init(platform: PlatformCLI, outputLimit: Int = 64 << 20) {
        self.platform = platform
        self.outputLimit = outputLimit
    }

    /// Begins a command and gives the bytes to send; `questions` are answered at most once each, before the platform's.
    mutating func send(_ command: String, questions: [PendingQuestion] = []) -> [UInt8] {
        self.output.removeAll()
        self.pendingQuestions =
            questions
            + self.platform.questions.map { PendingQuestion($0, lineEnding: self.platform.lineEnding) }
        self.isLineAnswered = false
        let firstLine = command.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).first.map(String.init)
        self.phase =
            self.platform.echoesInput
            ? .echo(
                Echo(command: (firstLine ?? nil) ?? "", lineBefore: self.line.text, width: self.platform.terminal.width)
            )
            : .output
        return self.platform.typed(command)
    }

    /// Takes what the device sent; every action concerns the state after the last byte.
    mutating func receive(_ bytes: [UInt8]) -> [Action] {
        self.lastSeen = Array((self.lastSeen + bytes.suffix(200)).suffix(200))
        var line = self.line
        self.line = TerminalLine()
        line.feed(bytes) { self.commit($0) }
        self.line = line
        self.isQuestionSuspected = false
        if self.output.count > self.outputLimit { return [.overflow] }
        return self.evaluate(afterSilence: false)
    }

    /// Says that nothing arrived for the time that `settle` named.
    mutating func quiet() -> [Action] {
        self.evaluate(afterSilence: true)
    }

    private mutating func commit(_ line: ArraySlice<UInt8>) {
        self.isLineAnswered = false
        switch self.phase {
        case .idle: break
        case .login:
            self.output.append(contentsOf: line)
            self.output.append(0x0A)
            // A banner is kept only as far as an error report needs it.
            if self.output.count > 8192 { self.output.removeFirst(self.output.count - 4096) }
        case .echo(var echo):
            if let before = echo.isCompleted(by: line) {
                if !echo.isLineBefore(before) { self.learn(before) }
                self.output.removeAll()
                self.phase = .output
            } else {
                self.output.append(contentsOf: line)
                self.output.append(0x0A)
                self.phase = .echo(echo)
            }
        case .output:
            self.output.append(contentsOf: line)
            self.output.append(0x0A)
        }
    }

    /// A new text before an echoed command is the prompt beyond doubt; the old one may be the rest of a split prompt.
    private mutating func learn(_ text: ArraySlice<UInt8>) {
        guard !text.isEmpty, text.count <= Self.longestPrompt else { return }
        if let prompt = self.platform.modes.prompt(in: String(decoding: text, as: UTF8.self)) { self.prompt = prompt }
    }

    private mutating func evaluate(afterSilence: Bool) -> [Action] {
        if case .idle = self.phase { return [] }
        let text = self.line.text
        guard text.count <= Self.longestPrompt else { return [] }
        let shown = String(decoding: text, as: UTF8.self)
        if !text.isEmpty {
            if let pager = self.pager(in: shown) {
                self.line.removePager(from: pager.start)
                return [.write(pager.answer, isSecret: false)]
            }
            if let answer = self.answer(to: shown) { return [answer] }
            if let prompt = self.platform.modes.prompt(in: shown) {
                return self.met(prompt, afterSilence: afterSilence)
            }
        }
        guard afterSilence else { return [.settle(Self.searchPause)] }
        if case .output = self.phase, let reply = self.replyHiddenByNoise() { return [self.finish(reply)] }
        guard !self.isLineAnswered, self.platform.undeclaredQuestions.contains(where: { $0.matches(shown) }) else {
            return []
        }
        guard self.isQuestionSuspected else {
            self.isQuestionSuspected = true
            return [.settle(Self.questionPause)]
        }
        return [.asked(shown)]
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
            let isFamiliar = prompt.host == self.prompt?.host
            guard isFamiliar || afterSilence else { return [.settle(Self.unfamiliarPause * 5)] }
            // A log message inside the prompt leaves a rest that looks like the prompt of another device.
            if !isFamiliar, let reply = self.replyHiddenByNoise() { return [self.finish(reply)] }
        }
        return [self.finish(Reply(output: self.outputWithoutSplitPrompt(before: prompt), prompt: prompt))]
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
            let start = shown.utf8.distance(from: shown.startIndex, to: range.lowerBound)
            return (start, self.platform.typedAnswer(pager.answer))
        }
        return nil
    }

    private mutating func answer(to shown: String) -> Action? {
        if case .login = self.phase { return nil }
        guard !self.isLineAnswered,
            let index = self.pendingQuestions.firstIndex(where: { $0.pattern.matches(shown) })
        else { return nil }
        let question = self.pendingQuestions[index]
        if question.isOnce { self.pendingQuestions.remove(at: index) }
        self.isLineAnswered = true
        return .write(question.answer, isSecret: question.isSecret)
    }
}
