import DeviceCLI
import HTTPClient

/// Calls of Cisco's NX-API CLI (JSON-RPC 2.0 at `/ins`), one request of a batch for each command.
struct NXAPICall {
    enum Method: String {
        /// Structured output; also configuration.
        case cli
        /// Text as on the command line.
        case text = "cli_ascii"
    }

    let access: APIAccess
    let client: HTTPClient

    /// Runs the commands in their order and gives one result for each; `rollback` says what a rejected one means.
    nonisolated(nonsending) func run(
        _ commands: [String], _ method: Method, rollback: NXAPIWriter.OnRejection? = nil
    ) async throws(DeviceAPIError) -> [JSONValue] {
        for (index, command) in commands.enumerated() where !CommandText.isCommand(command) {
            throw DeviceAPIError(.invalidInput("command \(index + 1) \(CommandText.demand)"), self.access.place)
        }
        let batch = commands.enumerated().map { index, command -> JSONValue in
            var call: [String: JSONValue] = [
                "jsonrpc": "2.0", "method": .string(method.rawValue), "id": .integer(index + 1),
                "params": ["cmd": .string(command), "version": 1],
            ]
            if let rollback { call["rollback"] = .string(rollback.rawValue) }
            return .object(call)
        }
        var request = try self.access.request(
            .post, "/ins", body: .array(batch), type: "application/json-rpc", writes: rollback != nil)
        request.headers["Accept"] = "application/json"
        let response = try await self.client.call(request, self.access)
        return try self.results(response, commands)
    }

    private func results(_ response: HTTPResponse, _ commands: [String]) throws(DeviceAPIError) -> [JSONValue] {
        guard response.status != 404 else { throw self.error(.notSupported("NX-API at this address")) }
        // A rejected command comes with 400 or 500, and the reason stands in the body all the same.
        guard let answer = JSONValue(response.body) else {
            throw self.error(response.status == 200 ? .badAnswer : .server(status: response.status))
        }
        // A batch of one is answered without the array, and so is a batch that failed as a whole.
        let answers = answer.elements ?? [answer]
        guard !answers.isEmpty, answers.allSatisfy({ $0["jsonrpc"]?.text == "2.0" }) else {
            throw self.error(.badAnswer)
        }
        let byID = Dictionary(answers.compactMap { answer in answer["id"]?.integer.map { ($0, answer) } }) { first, _ in
            first
        }
        var results: [JSONValue] = []
        for (index, command) in commands.enumerated() {
            guard let own = byID[index + 1] else { throw self.error(.badAnswer, "no answer for command \(index + 1)") }
            if let error = own["error"] { throw self.failure(error, index + 1, command) }
            results.append(own["result"] ?? .null)
        }
        return results
    }

    private func failure(_ error: JSONValue, _ number: Int, _ command: String) -> DeviceAPIError {
        let words = DeviceText.oneLine(error["data"]?["msg"]?.text ?? error["message"]?.text ?? "")
        let lower = words.lowercased()
        if lower.contains("permission denied") { return self.error(.notAuthorized, words) }
        if lower.contains("structured output unsupported") {
            return self.error(.notSupported("the output of '\(command)' as JSON"), words)
        }
        return self.error(.commandRejected(number: number, command: command, message: words))
    }

    private func error(_ code: DeviceAPIError.Code, _ cause: String = "") -> DeviceAPIError {
        DeviceAPIError(code, self.access.place, cause)
    }
}
