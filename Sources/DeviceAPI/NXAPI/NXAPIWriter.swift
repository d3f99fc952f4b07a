import DeviceCLI
public import HTTPClient

/// Changes a Nexus switch by NX-API; its lines are active one by one as they are sent.
public struct NXAPIWriter: Sendable {
    /// What the switch does when it rejects a line.
    public enum OnRejection: String, Sendable, Hashable {
        /// It keeps the lines before and runs none behind.
        case stop = "stop-on-error"
        /// It goes back to the configuration before the first line.
        case rollBack = "rollback-on-error"
    }

    /// The same switch for reading.
    public let reader: NXAPIReader
    private let access: APIAccess

    /// A writer; nothing is sent before the first call.
    public init(_ access: APIAccess, over client: HTTPClient) {
        self.access = access
        self.reader = NXAPIReader(access, over: client)
    }

    /// Sends configuration lines in one call; throws `.commandRejected` with the line's number from 1.
    nonisolated(nonsending) public func configure(_ lines: [String], onRejection: OnRejection)
        async throws(DeviceAPIError)
    {
        guard !lines.isEmpty else {
            throw DeviceAPIError(.invalidInput("the list of lines is empty"), self.access.place)
        }
        for (index, line) in lines.enumerated() where line.utf8.contains(UInt8(ascii: ";")) && !Self.isFreeText(line) {
            // NX-OS takes ` ;` for the end of a command, also here.
            throw DeviceAPIError(
                .invalidInput("line \(index + 1) holds a semicolon, which could end the command"), self.access.place)
        }
        do {
            _ = try await self.reader.call.run(["configure terminal"] + lines, .cli, rollback: onRejection)
        } catch {
            guard case .commandRejected(let number, let command, let message) = error.code else { throw error }
            guard number > 1 else { throw DeviceAPIError(.notAuthorized, error.address, message) }
            throw DeviceAPIError(
                .commandRejected(number: number - 1, command: command, message: message), error.address, error.cause)
        }
    }

    /// Remembers the running configuration under a name, to go back to it.
    nonisolated(nonsending) public func makeCheckpoint(_ name: String) async throws(DeviceAPIError) {
        try self.check(name)
        try await self.run("checkpoint \(name)", "the checkpoint") { !$0.contains("error") && !$0.contains("fail") }
    }

    /// Goes back to a checkpoint as a whole or not at all.
    nonisolated(nonsending) public func rollBack(to name: String) async throws(DeviceAPIError) {
        try self.check(name)
        try await self.run("rollback running-config checkpoint \(name) atomic", "the rollback") {
            $0.contains("rollback completed successfully")
        }
    }

    /// Saves the running configuration for the next start; throws `.unproven` when the switch does not confirm it.
    nonisolated(nonsending) public func save() async throws(DeviceAPIError) {
        try await self.run("copy running-config startup-config", "saving") { $0.contains("copy complete") }
    }

    /// Runs a command whose failure stands only in its text.
    private nonisolated(nonsending) func run(
        _ command: String, _ what: String, succeeded: (_ lowercased: String) -> Bool
    ) async throws(DeviceAPIError) {
        let text = try await self.reader.call.run([command], .text, rollback: .stop).first?["msg"]?.text ?? ""
        guard succeeded(text.lowercased()) else {
            throw DeviceAPIError(.unproven(what), self.access.place, DeviceText.oneLine(text))
        }
    }

    private static func isFreeText(_ line: String) -> Bool {
        !line.contains(" ;") && line.split(separator: " ").first == "description"
    }

    private func check(_ name: String) throws(DeviceAPIError) {
        guard CommandText.isName(name) else {
            throw DeviceAPIError(.invalidInput("the checkpoint's name \(CommandText.nameDemand)"), self.access.place)
        }
    }
}
