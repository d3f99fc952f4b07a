public import HTTPClient

/// Changes an Arista switch by eAPI, always by way of a configuration session: nothing is active before its commit.
public struct EAPIWriter: Sendable {
    /// The same switch for reading.
    public let reader: EAPIReader
    private let access: APIAccess

    /// A writer; nothing is sent before the first call.
    public init(_ access: APIAccess, over client: HTTPClient, enablePassword: String? = nil) {
        self.access = access
        self.reader = EAPIReader(access, over: client, enablePassword: enablePassword)
    }

    /// Puts lines into a new session and gives the difference to the running configuration; a failure drops the session.
    ///
    /// Throws `.commandRejected` with the line's number from 1, `.conflict` when there is a session of that name. After
    /// `.interrupted` the session may still be there: `abort` it.
    nonisolated(nonsending) public func stage(_ lines: [String], in session: String) async throws(DeviceAPIError)
        -> String
    {
        try self.check(session)
        let read: EAPILines
        do {
            read = try EAPILines(lines)
        } catch {
            throw DeviceAPIError(.invalidInput(error.clause), self.access.place)
        }
        // The switch would go on in a session that is there, with the lines that somebody else left in it.
        if try await self.state(of: session) != nil {
            throw DeviceAPIError(.conflict(tag: "the session exists already"), self.access.place)
        }
        do {
            _ = try await self.reader.call.run(
                [EAPICommand("configure session \(session)")] + read.commands + [EAPICommand("end")], .json,
                writes: true)
            return try await self.reader.call.text("show session-config named \(session) diffs")
        } catch {
            throw await self.drop(session, after: error, lines: read.numbers)
        }
    }

    /// Makes the session's lines active; with a time, the switch takes them back by itself unless they are confirmed.
    ///
    /// The time is 1 s to 23:59:59, rounded up to whole seconds. Throws `.conflict` when the session is not open.
    nonisolated(nonsending) public func commit(_ session: String, revertAfter time: Duration? = nil)
        async throws(DeviceAPIError)
    {
        try self.check(session)
        var command = "commit"
        if let time {
            let (whole, fraction) = time.components
            let seconds = whole + (fraction > 0 ? 1 : 0)
            // The bounds are those of `commit timer` (EOS User Manual, «Configuration Sessions»).
            guard (1..<86_400).contains(seconds) else {
                throw DeviceAPIError(
                    .invalidInput("the time until the changes are taken back has to be 1 s to 23:59:59"),
                    self.access.place)
            }
            let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
            command += " timer " + parts.joined(separator: ":")
        }
        // A name that the switch does not know would become a new, empty session, and its commit a success.
        try await self.expect(session, "open") { $0 == "pending" }
        try await self.run(["configure session \(session)", command])
    }

    /// Confirms a commit that the switch would take back; throws `.conflict` when it waits for none, or no longer.
    nonisolated(nonsending) public func confirm(_ session: String) async throws(DeviceAPIError) {
        try self.check(session)
        try await self.expect(session, "waiting to be confirmed") { $0.lowercased().contains("timer") }
        try await self.run(["configure session \(session) commit"])
    }

    /// Drops the session, or takes back a commit that is not confirmed; a session that is not there is no error.
    nonisolated(nonsending) public func abort(_ session: String) async throws(DeviceAPIError) {
        try self.check(session)
        guard let state = try await self.state(of: session), state.hasPrefix("pending") else { return }
        try await self.run(["configure session \(session) abort"])
    }

    /// Saves the running configuration for the next start.
    nonisolated(nonsending) public func save() async throws(DeviceAPIError) {
        try await self.run(["copy running-config startup-config"])
    }

    private nonisolated(nonsending) func run(_ commands: [String]) async throws(DeviceAPIError) {
        _ = try await self.reader.call.run(commands, .json, writes: true)
    }

    /// The state of a session in the switch's own word, such as `pending` or `completed`; nil when there is none.
    private nonisolated(nonsending) func state(of session: String) async throws(DeviceAPIError) -> String? {
        let answer = try await self.reader.run(["show configuration sessions"])
        guard let sessions = answer.first?["sessions"]?.members else {
            throw DeviceAPIError(.badAnswer, self.access.place, "no list of sessions")
        }
        return sessions[session].map { $0["state"]?.text ?? "" }
    }

    private nonisolated(nonsending) func expect(
        _ session: String, _ expectation: String, _ isExpected: (String) -> Bool
    ) async throws(DeviceAPIError) {
        guard let state = try await self.state(of: session), isExpected(state) else {
            throw DeviceAPIError(.conflict(tag: "the session is not \(expectation)"), self.access.place)
        }
    }

    /// Drops a session whose lines did not all get in; gives the error to throw, with the line's own number.
    private nonisolated(nonsending) func drop(_ session: String, after error: DeviceAPIError, lines: [Int]) async
        -> DeviceAPIError
    {
        switch error.code {
        case .unreachable, .interrupted, .authentication, .invalidInput: return error
        default: break
        }
        var cause = error.cause
        do {
            try await self.abort(session)
        } catch let problem {
            cause += "; the session is still there: \(problem.debugDescription)"
        }
        guard case .commandRejected(let number, let command, let message) = error.code else {
            return DeviceAPIError(error.code, error.address, cause)
        }
        // The first command enters the session, the last one leaves it.
        guard number > 1 else { return DeviceAPIError(.notAuthorized, error.address, message) }
        let line = number - 2 < lines.count ? lines[number - 2] : number - 1
        return DeviceAPIError(
            .commandRejected(number: line, command: command, message: message), error.address, cause)
    }

    private func check(_ session: String) throws(DeviceAPIError) {
        guard CommandText.isName(session) else {
            throw DeviceAPIError(.invalidInput("the session's name \(CommandText.nameDemand)"), self.access.place)
        }
    }
}
