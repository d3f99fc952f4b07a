import DeviceCLI
import HTTPClient

/// Changes a device by RESTCONF; every call is active at once, and none is ever sent twice by itself.
public struct RESTCONFWriter: Sendable {
    /// The same device for reading.
    public let reader: RESTCONFReader

    /// What became of a resource.
    public enum Outcome: Sendable, Hashable {
        case created
        case replaced
    }

    /// A writer for what a reader reads.
    public init(_ reader: RESTCONFReader) {
        self.reader = reader
    }

    /// Creates or replaces a resource as a whole (RFC 8040 section 4.5); `ifMatch` demands that it has not changed.
    @discardableResult
    nonisolated(nonsending) public func put(_ path: RESTCONFPath, _ value: JSONValue, ifMatch: String? = nil)
        async throws(DeviceAPIError) -> Outcome
    {
        let response = try await self.call.send(.put, self.call.data(path), body: value, ifMatch: ifMatch)
        return response.status == 201 ? .created : .replaced
    }

    /// Merges into a resource that exists (RFC 8040 section 4.6.1).
    nonisolated(nonsending) public func patch(_ path: RESTCONFPath, _ value: JSONValue, ifMatch: String? = nil)
        async throws(DeviceAPIError)
    {
        _ = try await self.call.send(.patch, self.call.data(path), body: value, ifMatch: ifMatch)
    }

    /// Creates a resource below its parent (RFC 8040 section 4.4.1); throws `.conflict` when it exists; gives its URL's text.
    @discardableResult
    nonisolated(nonsending) public func post(_ parent: RESTCONFPath, _ value: JSONValue) async throws(DeviceAPIError)
        -> String?
    {
        let response = try await self.call.send(.post, self.call.data(parent), body: value)
        return response.head.headers["Location"].map(DeviceText.oneLine)
    }

    /// Deletes a resource (RFC 8040 section 4.7); throws `.notFound` when it does not exist.
    nonisolated(nonsending) public func delete(_ path: RESTCONFPath, ifMatch: String? = nil)
        async throws(DeviceAPIError)
    {
        _ = try await self.call.send(.delete, self.call.data(path), ifMatch: ifMatch)
    }

    private var call: RESTCONFCall { self.reader.call }
}
