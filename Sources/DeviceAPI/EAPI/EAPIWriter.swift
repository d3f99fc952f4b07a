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

    /// Puts lines into a new session and gives the difference to the running configuration; a rejected line drops the session.
    ///
    /// Throws `.commandRejected` with the line's number from 1. After `.interrupted` the session may still be there: `abort` it.
    nonisolated(nonsending) public func stage(_ lines: [String], in session: String) async throws(DeviceAPIError)
        -> String
    {
        try self.check(session)
        do {
            _ = try await self.reader.call.run(
                ["configure session \(session)"] + lines + ["end"], .json, writes: true)
        } catch {
            guard case .commandRejected(let number, let command, let message) = error.code else { throw error }
            try await self.abort(session)
            throw DeviceAPIError(
                .commandRejected(number: number - 1, command: command, message: message), error.address, error.cause)
        }
        return try await self.reader.call.text("show session-config named \(session) diffs")
    }

    /// Makes the session's lines active; with a time, the switch takes them back by itself unless they are confirmed.
    nonisolated(nonsending) public func commit(_ session: String, revertAfter time: Duration? = nil)
        async throws(DeviceAPIError)
    {
        try self.check(session)
        var command = "commit"
        if let time {
            let seconds = time.components.seconds
            // The bounds are those of `commit timer` (EOS User Manual, «Configuration Sessions»).
            guard (1..<86_400).contains(seconds) else {
                throw DeviceAPIError(.invalidInput("the time until the changes are taken back"), self.access.place)
            }
            let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
            command += " timer " + parts.joined(separator: ":")
        }
        try await self.run(["configure session \(session)", command])
    }

    /// Confirms a commit that the switch would take back.
    nonisolated(nonsending) public func confirm(_ session: String) async throws(DeviceAPIError) {
        try self.check(session)
        try await self.run(["configure session \(session) commit"])
    }

    /// Drops the session, or takes back a commit that is not confirmed.
    nonisolated(nonsending) public func abort(_ session: String) async throws(DeviceAPIError) {
        try self.check(session)
        try await self.run(["configure session \(session) abort"])
    }

    /// Saves the running configuration for the next start.
    nonisolated(nonsending) public func save() async throws(DeviceAPIError) {
        try await self.run(["copy running-config startup-config"])
    }

    private nonisolated(nonsending) func run(_ commands: [String]) async throws(DeviceAPIError) {
        _ = try await self.reader.call.run(commands, .json, writes: true)
    }

    /// A name that is one word, so that it cannot become a further argument.
    private func check(_ session: String) throws(DeviceAPIError) {
        let isNameByte = { (byte: UInt8) in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
            default: false
            }
        }
        guard (1...63).contains(session.utf8.count), session.utf8.allSatisfy(isNameByte) else {
            throw DeviceAPIError(.invalidInput("the session's name"), self.access.place)
        }
    }
}
