import Reactor
public import SSH

/// A Linux host behind an SSH connection; one task uses it, and its connection, at a time.
///
/// Cancelling a command that has begun ends it, with everything it has started, and leaves the connection open.
public actor LinuxHost {
    /// The connection, for whoever closes it.
    public nonisolated let connection: SSHConnection
    private nonisolated let loop: EventLoop
    nonisolated let address: String

    /// On the loop, so that using the connection is a plain call.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    /// A host with a POSIX shell; the caller closes the connection.
    public init(connection: SSHConnection) {
        self.connection = connection
        self.loop = connection.loop
        self.address = connection.place
    }

    /// Runs a command to its end; throws `LinuxError` when it could not begin, or `CancellationError`.
    public func run(_ command: LinuxCommand) async throws -> LinuxResult {
        try await self.run(command, isEnding: false)
    }

    /// Runs a command, also one that ends another; such a one is not ended itself when it takes too long.
    private func run(_ command: LinuxCommand, isEnding: Bool) async throws -> LinuxResult {
        let dialogue: LinuxDialogue
        do throws(LinuxText.Invalid) {
            dialogue = try LinuxDialogue(command)
        } catch {
            throw self.error(.invalid(error.what))
        }
        do {
            let channel = try await self.connection.open(.command(dialogue.command), terminal: command.terminal)
            return try await self.converse(channel, command, dialogue, isEnding)
        } catch let error as SSHError {
            throw LinuxError(error)
        }
    }

    private func converse(
        _ channel: SSHChannel, _ command: LinuxCommand, _ start: LinuxDialogue, _ isEnding: Bool
    ) async throws -> LinuxResult {
        var dialogue = start
        var record = LinuxRecord(most: command.mostOutput)
        var pending: ArraySlice<UInt8> = []
        var hasEndedInput = false
        let deadline = ContinuousClock.now + command.limit
        while true {
            let turn = try await channel.turn(sending: pending, until: deadline)
            pending = pending.dropFirst(turn.sent)
            // A command may close its outputs and go on.
            if turn.isOver, try await channel.awaitEnd(until: deadline) { break }
            // One that never falls silent leaves no turn late.
            if turn.isLate || deadline <= .now || Task.isCancelled {
                await self.end(channel, isEnding ? [] : dialogue.groups, command.sudo)
                try Task.checkCancellation()
                guard dialogue.isRunning else { throw self.unstarted(dialogue, command.sudo, nil) }
                return record.result(.timedOut)
            }
            do throws(LinuxDialogue.Problem) {
                let wasRunning = dialogue.isRunning
                let answer = try dialogue.take(turn.output, turn.error)
                if dialogue.isRunning, !wasRunning { record.begin() }
                pending = pending.isEmpty ? answer.send[...] : pending + answer.send
                record.add(answer.output, answer.error)
            } catch {
                await self.end(channel, dialogue.groups, nil)
                throw self.error(error == .refused ? .sudoRefused : .unexpectedAnswer, dialogue.lastWords)
            }
            if pending.isEmpty, dialogue.endsInput, !hasEndedInput {
                hasEndedInput = true
                try await channel.endInput()
            }
        }
        let exit = try await channel.finish()
        guard dialogue.isRunning else { throw self.unstarted(dialogue, command.sudo, exit) }
        return record.result(exit)
    }

    /// Why a command did not begin.
    private func unstarted(_ dialogue: LinuxDialogue, _ sudo: LinuxSudo?, _ exit: SSHExit?) -> LinuxError {
        let words = dialogue.lastWords
        guard sudo != nil, !dialogue.groups.isEmpty else { return self.error(.noShell, words) }
        // The shell's own status for a program that is not there; sudo's is 1.
        return self.error(exit == .status(127) ? .sudoMissing : .sudoRefused, words)
    }

    /// Ends what a channel has started, in a task of its own: the one that asks may be cancelled.
    private func end(_ channel: SSHChannel, _ groups: [Int32], _ sudo: LinuxSudo?) async {
        let work = Task {
            do {
                if !groups.isEmpty {
                    let signal = groups.map { "kill -$1 -\($0) 2>/dev/null" }.joined(separator: "; ")
                    // In the background, so that nobody waits for the second, harder signal.
                    let text = "e() { \(signal); }; e TERM; { sleep 2; e KILL; } </dev/null >/dev/null 2>&1 &"
                    _ = try await self.run(LinuxCommand(.shell(text), sudo: sudo, limit: .seconds(2)), isEnding: true)
                }
                try await channel.finish(within: .seconds(1))
            } catch {
                // The connection is gone, and the command's channel with it.
            }
        }
        await work.value
    }

    nonisolated func error(_ code: LinuxError.Code, _ cause: String = "") -> LinuxError {
        LinuxError(code, address: self.address, cause: cause)
    }
}
