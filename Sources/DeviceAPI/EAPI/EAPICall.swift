import DeviceCLI
import HTTPClient

/// One `runCmds` of Arista's Command API (JSON-RPC 2.0 at `/command-api`), in the privileged mode.
struct EAPICall {
    enum Format: String {
        case json
        case text
    }

    let access: APIAccess
    let client: HTTPClient
    /// Answers the question of `enable`; empty when there is none.
    let enablePassword: HiddenText

    /// Runs the commands and gives one result for each.
    nonisolated(nonsending) func run(_ commands: [String], _ format: Format, writes: Bool) async throws(DeviceAPIError)
        -> [JSONValue]
    {
        try await self.run(commands.map { EAPICommand($0) }, format, writes: writes)
    }

    /// The same for commands that may ask something.
    nonisolated(nonsending) func run(_ commands: [EAPICommand], _ format: Format, writes: Bool)
        async throws(DeviceAPIError) -> [JSONValue]
    {
        for (index, command) in commands.enumerated() where !CommandText.isCommand(command.text) {
            throw DeviceAPIError(.invalidInput("command \(index + 1) \(CommandText.demand)"), self.access.place)
        }
        let enable: JSONValue = ["cmd": "enable", "input": .string(self.enablePassword.value)]
        let call: JSONValue = [
            "jsonrpc": "2.0", "method": "runCmds", "id": "1",
            "params": [
                "version": 1, "format": .string(format.rawValue),
                "cmds": .array([enable] + commands.map(\.json)),
            ],
        ]
        let request = try self.access.request(
            .post, "/command-api", body: call, type: "application/json", writes: writes)
        let response = try await self.client.call(request, self.access)
        return try self.results(response, commands.map(\.text))
    }

    private func results(_ response: HTTPResponse, _ commands: [String]) throws(DeviceAPIError) -> [JSONValue] {
        guard response.status != 404 else { throw self.error(.notSupported("eAPI at this address")) }
        guard response.status == 200 else { throw self.error(.server(status: response.status)) }
        guard let answer = JSONValue(response.body), answer["jsonrpc"]?.text == "2.0", answer["id"]?.text == "1"
        else { throw self.error(.badAnswer) }
        if let error = answer["error"] { throw self.failure(error, commands) }
        // The first is that of `enable`.
        guard let results = answer["result"]?.elements, results.count == commands.count + 1 else {
            throw self.error(.badAnswer, "not one result for each command")
        }
        return Array(results.dropFirst())
    }

    /// The codes are those of the Command API's own documentation on every switch.
    private func failure(_ error: JSONValue, _ commands: [String]) -> DeviceAPIError {
        guard let code = error["code"]?.integer else { return self.error(.badAnswer) }
        let words = DeviceText.oneLine(error["message"]?.text ?? "")
        // The results end with that of the failed command; the first is that of `enable`.
        let results = error["data"]?.elements ?? []
        let number = results.count - 1
        switch code {
        case 1005: return self.error(.notAuthorized, words)
        case -32601: return self.error(.notSupported("this call of eAPI"), words)
        case -32700, -32603, -32602, -32600: return self.error(.badAnswer, words)
        default: break
        }
        guard number >= 1, number <= commands.count else {
            // `enable` itself: its password is wrong, or the user has none of that level.
            return self.error(number == 0 ? .notAuthorized : .badAnswer, words)
        }
        let command = commands[number - 1]
        if code == 1003 { return self.error(.notSupported("the output of '\(command)' as JSON"), words) }
        let said = results[number]["errors"]?.elements?.compactMap(\.text).joined(separator: " ") ?? ""
        let message = DeviceText.oneLine(said.isEmpty ? words : said)
        return self.error(.commandRejected(number: number, command: command, message: message), words)
    }

    private func error(_ code: DeviceAPIError.Code, _ cause: String = "") -> DeviceAPIError {
        DeviceAPIError(code, self.access.place, cause)
    }
}
