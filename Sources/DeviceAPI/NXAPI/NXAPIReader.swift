import DeviceCLI
public import HTTPClient

/// Reads from a Nexus switch by NX-API; it has no method that reaches the configuration mode.
public struct NXAPIReader: Sendable {
    private let access: APIAccess
    private let client: HTTPClient

    /// A reader; nothing is sent before the first call.
    public init(_ access: APIAccess, over client: HTTPClient) {
        self.access = access
        self.client = client
    }

    /// Runs `show` commands together and gives the JSON of each, null for no output; sends nothing else than those.
    nonisolated(nonsending) public func run(_ commands: [String]) async throws(DeviceAPIError) -> [JSONValue] {
        try self.check(commands)
        return try await self.call.run(commands, .cli).map { $0["body"] ?? .null }
    }

    /// Runs `show` commands together and gives the text of each as on the command line; untrusted, control characters removed.
    nonisolated(nonsending) public func runAsText(_ commands: [String]) async throws(DeviceAPIError) -> [String] {
        try self.check(commands)
        return try await self.call.run(commands, .text).map { CommandText.clean($0["msg"]?.text ?? "") }
    }

    /// The running configuration as text.
    nonisolated(nonsending) public func runningConfiguration() async throws(DeviceAPIError) -> String {
        let text = try await self.runAsText(["show running-config"]).first ?? ""
        guard !text.isEmpty else { throw DeviceAPIError(.badAnswer, self.access.place, "an empty configuration") }
        return text
    }

    var call: NXAPICall { NXAPICall(access: self.access, client: self.client) }

    private func check(_ commands: [String]) throws(DeviceAPIError) {
        guard !commands.isEmpty else {
            throw DeviceAPIError(.invalidInput("the list of commands is empty"), self.access.place)
        }
        for command in commands where !CommandText.isReading(command) {
            throw DeviceAPIError(.notAllowed(DeviceText.oneLine(command)), self.access.place)
        }
    }
}
