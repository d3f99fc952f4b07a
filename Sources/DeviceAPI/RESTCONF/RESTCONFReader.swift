import DeviceCLI
public import HTTPClient

/// Reads from a device by RESTCONF; it has no method that writes.
public struct RESTCONFReader: Sendable {
    let call: RESTCONFCall

    /// A resource as it was read.
    public struct Resource: Sendable, Hashable {
        /// Its value; the only member of an object, named with its module.
        public let value: JSONValue
        /// By which a later change can demand that nobody changed it meanwhile; nil when the server gives none.
        public let entityTag: String?
    }

    /// A reader of an API whose path is known.
    public init(_ access: APIAccess, over client: HTTPClient, root: String = "/restconf") {
        self.call = RESTCONFCall(access: access, client: client, root: root)
    }

    /// Finds the API's path (RFC 8040 section 3.1); throws `.notSupported` when the device has none.
    nonisolated(nonsending) public static func discover(_ access: APIAccess, over client: HTTPClient)
        async throws(DeviceAPIError) -> RESTCONFReader
    {
        let request = try access.request(.get, "/.well-known/host-meta", type: "application/xrd+xml")
        let response = try await client.call(request, access)
        guard response.status == 200, let root = Self.root(in: response.text) else {
            throw DeviceAPIError(.notSupported("RESTCONF at this address"), access.place)
        }
        return RESTCONFReader(access, over: client, root: root)
    }

    /// Reads a resource; nil when it does not exist.
    nonisolated(nonsending) public func get(_ path: RESTCONFPath, _ query: RESTCONFQuery = RESTCONFQuery())
        async throws(DeviceAPIError) -> Resource?
    {
        let response: HTTPResponse
        do {
            response = try await self.call.send(.get, self.call.data(path) + query.text)
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
        // Nothing to say about a resource that is there.
        if response.status == 204 { return nil }
        guard let value = JSONValue(response.body), case .object = value else {
            throw DeviceAPIError(.badAnswer, self.call.access.place)
        }
        return Resource(value: value, entityTag: response.head.headers["ETag"])
    }

    /// The capabilities that the server names (RFC 8040 section 9.1), such as `urn:ietf:params:restconf:capability:depth:1.0`.
    nonisolated(nonsending) public func capabilities() async throws(DeviceAPIError) -> [String] {
        let path = RESTCONFPath("ietf-restconf-monitoring:restconf-state").child("capabilities")
        guard let resource = try await self.get(path) else {
            throw DeviceAPIError(.notSupported("the list of capabilities"), self.call.access.place)
        }
        let list = resource.value["ietf-restconf-monitoring:capabilities"]?["capability"]?.elements
        return (list ?? []).compactMap(\.text).map(DeviceText.oneLine)
    }

    /// The link of the kind `restconf` in an XRD (RFC 6415); anything but a plain absolute path is refused.
    static func root(in text: String) -> String? {
        for element in text.prefix(65_536).split(separator: "<") where element.hasPrefix("Link") {
            let tag = element.prefix { $0 != ">" }
            guard Self.attribute("rel", of: tag) == "restconf", let found = Self.attribute("href", of: tag) else {
                continue
            }
            let isPathByte = { (byte: UInt8) in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "/-_.~".utf8.contains(byte)
            }
            guard found.hasPrefix("/"), found.utf8.allSatisfy(isPathByte), !found.split(separator: "/").contains("..")
            else { return nil }
            return found.hasSuffix("/") ? String(found.dropLast()) : String(found)
        }
        return nil
    }

    /// The value of an attribute; split and not searched for, so that a hostile text takes no more than its length.
    private static func attribute(_ name: String, of tag: Substring) -> Substring? {
        let parts = Array(tag.split(omittingEmptySubsequences: false) { $0 == "'" || $0 == "\"" })
        // Names and values take turns: `Link rel=`, `restconf`, ` href=`, `/restconf`.
        for index in stride(from: 0, to: parts.count - 1, by: 2) {
            if parts[index].split(whereSeparator: \.isWhitespace).last == "\(name)=" { return parts[index + 1] }
        }
        return nil
    }
}
