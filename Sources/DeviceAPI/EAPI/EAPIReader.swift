import DeviceCLI
public import HTTPClient

/// Reads from an Arista switch by eAPI; it has no method that reaches the configuration mode.
public struct EAPIReader: Sendable {
    private let access: APIAccess
    private let client: HTTPClient
    private let enablePassword: HiddenText

    /// A reader; nothing is sent before the first call.
    public init(_ access: APIAccess, over client: HTTPClient, enablePassword: String? = nil) {
        self.access = access
        self.client = client
        self.enablePassword = HiddenText(value: enablePassword ?? "")
    }

    /// Runs `show` commands together and gives the JSON of each; throws `DeviceAPIError`, and sends nothing else than those.
    nonisolated(nonsending) public func run(_ commands: [String]) async throws(DeviceAPIError) -> [JSONValue] {
        try self.check(commands)
        return try await self.call.run(commands, .json, writes: false)
    }

    /// Runs `show` commands together and gives the text of each as on the command line; untrusted, control characters removed.
    nonisolated(nonsending) public func runAsText(_ commands: [String]) async throws(DeviceAPIError) -> [String] {
        try self.check(commands)
        return try await self.call.texts(commands)
    }

    /// The running configuration as text.
    nonisolated(nonsending) public func runningConfiguration() async throws(DeviceAPIError) -> String {
        try await self.call.text("show running-config")
    }

    var call: EAPICall { EAPICall(access: self.access, client: self.client, enablePassword: self.enablePassword) }

    private func check(_ commands: [String]) throws(DeviceAPIError) {
        guard !commands.isEmpty else {
            throw DeviceAPIError(.invalidInput("the list of commands is empty"), self.access.place)
        }
        for command in commands where !CommandText.isReading(command) {
            throw DeviceAPIError(.notAllowed(DeviceText.oneLine(command)), self.access.place)
        }
    }
}

extension EAPICall {
    /// Runs reading commands and gives their text.
    nonisolated(nonsending) func texts(_ commands: [String]) async throws(DeviceAPIError) -> [String] {
        var texts: [String] = []
        for result in try await self.run(commands, .text, writes: false) {
            guard let text = result["output"]?.text else { throw DeviceAPIError(.badAnswer, self.access.place) }
            texts.append(CommandText.clean(text))
        }
        return texts
    }

    /// Runs one reading command and gives its text.
    nonisolated(nonsending) func text(_ command: String) async throws(DeviceAPIError) -> String {
        try await self.texts([command]).first ?? ""
    }
}
