extension DeviceSession {
    /// Moves to a mode on the shortest way; `login` answers the questions for passwords, a writing session may configure.
    func move(to target: Mode, _ login: DeviceLogin? = nil, mayConfigure: Bool = false) async throws(DeviceError) {
        guard let start = self.mode, start != target else { return }
        let step = Step(state: "going to the mode «\(target)»", expectation: "its prompt", stage: .prompt)
        guard let ways = self.platform.modes.way(from: start, to: target, mayConfigure: mayConfigure) else {
            throw self.error(.prompt, step)
        }
        for way in ways { try await self.take(way, login) }
    }

    private func take(_ way: ModeWay, _ login: DeviceLogin?, depth: Int = 0) async throws(DeviceError) {
        let command = way.command.replacing("{session}", with: self.name)
        let state = "going to the mode «\(way.target)» by '\(command)'"
        let step = Step(state: state, expectation: "the prompt of that mode", stage: .prompt)
        var questions = way.questions.map { PendingQuestion($0, lineEnding: self.platform.lineEnding) }
        let secret = way.secret == .enable ? login?.enablePassword : login?.password
        if let secret, let pattern = way.password {
            questions.append(.init(pattern: pattern, secret: secret, lineEnding: self.platform.lineEnding))
        }
        let start = self.prompt
        let reply: Dialogue.Reply
        do {
            reply = try await self.exchange(command, questions: questions, state: state, stage: .prompt)
        } catch {
            // The question comes again, or there is no password to answer it.
            guard case .prompt = error.code, way.password != nil else { throw error }
            throw self.error(.enableRefused, step)
        }
        if reply.prompt.mode == way.target { return }
        // Several sections deep the same command leads out of one after the other.
        if reply.prompt.mode == start?.mode, reply.prompt.text != start?.text, depth < 16 {
            return try await self.take(way, login, depth: depth + 1)
        }
        if way.password != nil { throw self.error(.enableRefused, step) }
        let words = DeviceText.clean(reply.output.prefix(4096)).split(separator: "\n").first {
            $0.contains { $0 != " " }
        }
        guard let words else { throw self.error(.prompt, step) }
        throw self.error(.commandRejected(line: 0, command: command, message: String(words)), step)
    }
}
