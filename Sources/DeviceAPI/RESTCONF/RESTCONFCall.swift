import DeviceCLI
import HTTPClient

/// One request of RESTCONF (RFC 8040) and how its answer is judged.
struct RESTCONFCall {
    static let type = "application/yang-data+json"

    let access: APIAccess
    let client: HTTPClient
    /// The path of the API, such as `/restconf`.
    let root: String

    nonisolated(nonsending) func send(
        _ method: HTTPMethod, _ path: String, body: JSONValue? = nil, ifMatch: String? = nil
    ) async throws(DeviceAPIError) -> HTTPResponse {
        // Libraries and servers resolve such a segment, and the request would leave the API's tree.
        let segments = path.prefix { $0 != "?" }.split(separator: "/")
        guard !segments.contains("."), !segments.contains("..") else {
            throw DeviceAPIError(.invalidInput("the path holds a segment of dots"), self.access.place)
        }
        var request = try self.access.request(
            method, self.root + path, body: body, type: Self.type, writes: method != .get && method != .head)
        request.headers["If-Match"] = ifMatch
        let response = try await self.client.call(request, self.access)
        guard !response.head.isSuccess else { return response }
        throw self.failure(response)
    }

    /// The resource of a data path.
    func data(_ path: RESTCONFPath) -> String { "/data" + (path == .datastore ? "" : "/\(path)") }

    /// The tags and their statuses are those of RFC 8040 section 7.
    private func failure(_ response: HTTPResponse) -> DeviceAPIError {
        let body = JSONValue(response.body)
        let errors = body?["ietf-restconf:errors"] ?? body?["errors"]
        let first = errors?["error"]?.elements?.first ?? errors?["error"]
        let tag = first?["error-tag"]?.text.map(DeviceText.oneLine) ?? ""
        let message = DeviceText.oneLine(first?["error-message"]?.text ?? "")
        let code: DeviceAPIError.Code =
            switch (response.status, tag) {
            case (_, "access-denied"): .notAuthorized
            case (_, "operation-not-supported"), (405, _), (406, _), (415, _): .notSupported("this operation")
            case (409, "data-missing"): .notFound
            // Every answer of the API tells its reason (RFC 8040 section 7.1); this one comes from something else.
            case (404, "") where errors == nil: .notSupported("RESTCONF at this path")
            case (404, _): .notFound
            case (409, _), (412, _): .conflict(tag: tag.isEmpty ? "changed meanwhile" : tag)
            case (400..<500, _) where !tag.isEmpty: .dataRejected(tag: tag, message: message)
            default: .server(status: response.status)
            }
        return DeviceAPIError(code, self.access.place, "\(response.status) \(tag) \(message)")
    }
}
