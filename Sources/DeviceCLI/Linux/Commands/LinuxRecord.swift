import SSH

/// Collects what a command says, and when.
struct LinuxRecord {
    private var output: LinuxOutput
    private var error: LinuxOutput
    private var began = ContinuousClock.now
    private var firstWord: Duration?

    init(most: Int) {
        self.output = LinuxOutput(most: most)
        self.error = LinuxOutput(most: most)
    }

    /// The command begins now.
    mutating func begin() { self.began = .now }

    mutating func add(_ output: [UInt8], _ error: [UInt8]) {
        if self.firstWord == nil, !output.isEmpty || !error.isEmpty { self.firstWord = self.began.duration(to: .now) }
        self.output.add(output)
        self.error.add(error)
    }

    func result(_ exit: SSHExit?) -> LinuxResult {
        switch exit {
        case .status(let status): self.result(.exited(status))
        case .signal(let name): self.result(.signalled(name))
        case nil: self.result(.unknown)
        }
    }

    func result(_ ending: LinuxResult.Ending) -> LinuxResult {
        var (output, error) = (self.output, self.error)
        output.trim()
        error.trim()
        return LinuxResult(
            ending: ending, output: output, error: error, duration: self.began.duration(to: .now),
            firstWord: self.firstWord)
    }
}
