/// Changes a device by NETCONF; what the device lacks a capability for is never sent.
public struct NETCONFWriter: Sendable {
    /// The same session for reading.
    public let reader: NETCONFReader

    var session: NETCONFSession { self.reader.session }

    /// Edits a configuration (RFC 6241 section 7.2); throws `.rejected` with what the device objects to.
    ///
    /// The candidate has to be locked by this session, or others' edits would be committed with ours. What RFC 6241 calls
    /// startup is no target of an edit there; `startup` is for devices that take it all the same.
    nonisolated(nonsending) public func edit(
        _ store: NETCONFDatastore, _ configuration: NETCONFConfiguration, _ edit: NETCONFEdit = NETCONFEdit(),
        within limit: Duration? = nil
    ) async throws(NETCONFError) {
        switch store {
        case .running:
            try await self.reader.require("writable-running:1.0", for: "edits of the running configuration")
        case .candidate, .startup: try await self.reader.require(store)
        }
        switch edit.test {
        case nil: break
        case .testOnly: try await self.reader.require("validate:1.1", for: "edits that only test")
        case .set, .testThenSet:
            try await self.reader.require("validate:1.0", "validate:1.1", for: "edits with a test option")
        }
        if edit.onError == .rollBack {
            try await self.reader.require("rollback-on-error:1.0", for: "edits that roll back on an error")
        }
        if store == .candidate {
            guard await self.session.locks.contains(.candidate) else {
                throw await self.session.error(
                    .invalidInput("the candidate is not locked, so that edits of others could be committed with these"))
            }
            // Before it is sent: also an edit that fails half way, or whose answer is lost, leaves something to drop.
            if edit.test != .testOnly { await self.session.setHasCandidate(true) }
        }
        try await self.run(
            "edit-config",
            "<edit-config><target><\(store.rawValue)/></target>\(edit.xml)<config>\(configuration.xml)</config></edit-config>",
            limit)
    }

    /// Locks a configuration against all other sessions (RFC 6241 section 7.5); it ends with this session at the latest.
    nonisolated(nonsending) public func lock(_ store: NETCONFDatastore) async throws(NETCONFError) {
        try await self.reader.require(store)
        try await self.run("lock", "<lock><target><\(store.rawValue)/></target></lock>")
        await self.session.didLock(store)
    }

    /// Unlocks it; the device drops edits of the candidate that are not committed.
    nonisolated(nonsending) public func unlock(_ store: NETCONFDatastore) async throws(NETCONFError) {
        try await self.reader.require(store)
        try await self.run("unlock", "<unlock><target><\(store.rawValue)/></target></unlock>")
        await self.session.didUnlock(store)
        if store == .candidate { await self.session.setHasCandidate(false) }
    }

    /// Has the device check a configuration (RFC 6241 section 8.6); throws `.rejected` with its objections.
    nonisolated(nonsending) public func validate(_ store: NETCONFDatastore = .candidate, within limit: Duration? = nil)
        async throws(NETCONFError)
    {
        try await self.reader.require("validate:1.0", "validate:1.1", for: "checking a configuration")
        try await self.reader.require(store)
        try await self.run("validate", "<validate><source><\(store.rawValue)/></source></validate>", limit)
    }

    /// Copies running to startup, so that it survives a restart (RFC 6241 section 8.7).
    ///
    /// A device without that capability keeps what is committed by itself; asking it then is an error.
    nonisolated(nonsending) public func save(within limit: Duration? = nil) async throws(NETCONFError) {
        try await self.reader.require(.startup)
        try await self.run(
            "copy-config",
            "<copy-config><target><startup/></target><source><running/></source></copy-config>", limit)
    }

    /// Ends another session and gives back its locks (RFC 6241 section 7.9).
    nonisolated(nonsending) public func killSession(_ id: UInt32) async throws(NETCONFError) {
        guard id > 0, id != self.reader.sessionID else {
            throw await self.session.error(.invalidInput("a session cannot end itself this way"))
        }
        try await self.run("kill-session", "<kill-session><session-id>\(id)</session-id></kill-session>")
    }

    /// Runs an operation that the device answers with «ok»; anything else is no success.
    nonisolated(nonsending) func run(_ operation: String, _ body: String, _ limit: Duration? = nil)
        async throws(NETCONFError)
    {
        let reply = try await self.session.ask(operation, body, within: limit)
        guard reply.isOK else {
            throw await self.session.unusable(operation, "it says neither that it succeeded nor that it failed")
        }
    }
}
