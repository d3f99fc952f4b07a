import DeviceCLI
public import HTTPClient

/// Where a device's API is, who asks, and by what the device is believed; secrets have no printable form.
public struct APIAccess: Sendable {
    /// Scheme, host and port; the path is the protocol's own.
    public let url: HTTPURL
    /// Who asks.
    public let credential: HTTPCredential
    /// By what the device's certificate is believed; devices are mostly pinned.
    public var trust: HTTPTrust
    /// How long each stage may take; a command may run as long as `firstByte`.
    public var timeouts: HTTPTimeouts
    /// How large an answer may be, in bytes.
    public var limit: Int

    /// An access; a configuration of some ten thousand lines fits the usual bound.
    public init(
        url: HTTPURL, credential: HTTPCredential, trust: HTTPTrust = .system, timeouts: HTTPTimeouts = HTTPTimeouts(),
        limit: Int = 32 << 20
    ) {
        self.url = url
        self.credential = credential
        self.trust = trust
        self.timeouts = timeouts
        self.limit = limit
    }

    /// Host and port, as errors name the device.
    var place: String {
        self.url.host.contains(":") ? "[\(self.url.host)]:\(self.url.port)" : "\(self.url.host):\(self.url.port)"
    }

    /// A request to a path on the device; one that writes is never sent twice.
    func request(
        _ method: HTTPMethod, _ path: String, body: JSONValue? = nil, type: String, writes: Bool = false
    ) throws(DeviceAPIError) -> HTTPRequest {
        let host = self.url.host.contains(":") ? "[\(self.url.host)]" : self.url.host
        guard let url = HTTPURL("\(self.url.scheme.rawValue)://\(host):\(self.url.port)\(path)") else {
            throw DeviceAPIError(.invalidInput("the path cannot stand in a URL"), self.place)
        }
        var request = HTTPRequest(method, url, headers: ["Accept": type], credential: self.credential)
        if let body {
            request.body = .bytes(body.bytes)
            request.headers["Content-Type"] = type
        }
        (request.trust, request.timeouts) = (self.trust, self.timeouts)
        // Some of these servers announce HTTP/2 without speaking it well; one call at a time has no use for it.
        request.usesOnlyHTTP1 = true
        request.isRepeatable = !writes
        return request
    }
}

extension HTTPClient {
    /// Sends a request to a device and judges what all protocols have in common.
    nonisolated(nonsending) func call(_ request: HTTPRequest, _ access: APIAccess) async throws(DeviceAPIError)
        -> HTTPResponse
    {
        let response: HTTPResponse
        do {
            response = try await self.send(request, limit: access.limit)
        } catch {
            throw DeviceAPIError(error, access.place)
        }
        switch response.status {
        case 401: throw DeviceAPIError(.authentication, access.place)
        case 403: throw DeviceAPIError(.notAuthorized, access.place, DeviceText.oneLine(response.text))
        default: return response
        }
    }
}
