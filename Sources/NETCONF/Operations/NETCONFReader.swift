/// Reads from a device by NETCONF; it has no method that writes, locks or commits.
public struct NETCONFReader: Sendable {
    let session: NETCONFSession

    /// What the device says it can do.
    public var capabilities: NETCONFCapabilities { self.session.hello.capabilities }

    /// The device's number for this session, as it shows it to others.
    public var sessionID: UInt32 { self.session.hello.sessionID }

    /// Reads configuration and state (RFC 6241 section 7.7); an answer without data is an error.
    nonisolated(nonsending) public func get(_ filter: NETCONFFilter? = nil, within limit: Duration? = nil)
        async throws(NETCONFError) -> NETCONFReply
    {
        try await self.check(filter)
        return try await self.read("get", "<get>\(filter?.xml ?? "")</get>", limit)
    }

    /// Reads a configuration (RFC 6241 section 7.1); an answer without data is an error.
    nonisolated(nonsending) public func getConfig(
        _ store: NETCONFDatastore = .running, _ filter: NETCONFFilter? = nil, within limit: Duration? = nil
    ) async throws(NETCONFError) -> NETCONFReply {
        try await self.check(filter)
        try await self.require(store)
        return try await self.read(
            "get-config",
            "<get-config><source><\(store.rawValue)/></source>\(filter?.xml ?? "")</get-config>", limit)
    }

    nonisolated(nonsending) private func read(_ operation: String, _ body: String, _ limit: Duration?)
        async throws(NETCONFError) -> NETCONFReply
    {
        let reply = try await self.session.ask(operation, body, within: limit)
        guard reply.data != nil else { throw await self.session.unusable(operation, "it holds no data") }
        return reply
    }

    /// Throws when the device has no such datastore.
    nonisolated(nonsending) func require(_ store: NETCONFDatastore) async throws(NETCONFError) {
        guard let capability = store.capability else { return }
        try await self.require(capability, for: "the \(store.rawValue) configuration")
    }

    /// Throws when the device names none of these parts of NETCONF.
    nonisolated(nonsending) func require(_ parts: String..., for what: String) async throws(NETCONFError) {
        guard !parts.contains(where: self.capabilities.supports) else { return }
        throw await self.session.error(
            .missingCapability(what: what, capability: ":" + (parts.last ?? "")))
    }

    private nonisolated(nonsending) func check(_ filter: NETCONFFilter?) async throws(NETCONFError) {
        guard let filter else { return }
        if case .xpath = filter { try await self.require("xpath:1.0", for: "filters by XPath") }
        // What cannot be read back would not be what was meant, or end the message.
        let text = "<a xmlns=\"\(NETCONFReply.base)\">\(filter.xml)</a>"
        // Only whether it is what it should be matters here.
        let read = try? XMLReader.root(of: Array(text.utf8)).children
        guard read?.count == 1, read?.first?.attributes.count == filter.attributes else {
            throw await self.session.error(.invalidInput("the filter holds names that XML does not allow"))
        }
    }
}
