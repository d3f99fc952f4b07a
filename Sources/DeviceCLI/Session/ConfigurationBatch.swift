/// Lines on their way to a device: which may leave next, and what became of those that left.
struct ConfigurationBatch {
    let lines: [String]
    /// How many lines may be under way at once.
    private let window: Int
    var progress: ConfigurationProgress
    var results: [LineResult] = []
    /// The first rejection; no line leaves after it.
    var failure: DeviceError?
    private var typed = 0
    var answered = 0

    init(_ lines: [String], window: Int) {
        self.lines = lines
        self.window = window
        self.progress = ConfigurationProgress(lines)
    }

    /// Whether no line is under way and none will leave.
    var isDone: Bool { self.answered == self.typed && (self.failure != nil || self.typed == self.lines.count) }

    /// The line that may leave now; free text is typed alone, because the device reads it without a prompt.
    mutating func next(isFreeText: (String) -> Bool) -> ConfigurationProgress.Line? {
        guard self.failure == nil, self.typed < self.lines.count, self.typed - self.answered < self.window else {
            return nil
        }
        let line = self.lines[self.typed]
        if self.typed > self.answered, isFreeText(line) || isFreeText(self.lines[self.typed - 1]) { return nil }
        self.typed += 1
        return .init(number: self.typed, text: line)
    }

    /// What the session does with a line, in words.
    func step(_ number: Int) -> Step {
        Step(state: "line \(number) of \(self.lines.count) in configuration mode", expectation: "its prompt")
    }
}
