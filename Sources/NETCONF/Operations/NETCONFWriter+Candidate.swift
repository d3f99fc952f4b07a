extension NETCONFWriter {
    /// Makes the candidate the running configuration (RFC 6241 section 8.3.4.1); throws `.rejected` when the device refuses it.
    nonisolated(nonsending) public func commit(within limit: Duration? = nil) async throws(NETCONFError) {
        try await self.reader.require(.candidate)
        try await self.run("commit", "<commit/>", limit)
        await self.session.setHasCandidate(false)
    }

    /// The same for a time, after which the device goes back unless it is confirmed (RFC 6241 section 8.4).
    ///
    /// Whole seconds from 1, rounded up. Without `persist` it is also taken back when this session ends; with it any session
    /// can confirm it by that word. A second call during the time begins it anew.
    nonisolated(nonsending) public func commitConfirmed(
        revertingAfter time: Duration, persist: String? = nil, persistID: String? = nil, within limit: Duration? = nil
    ) async throws(NETCONFError) {
        try await self.requireConfirmedCommit(orNewer: persist != nil || persistID != nil)
        let (whole, fraction) = time.components
        let seconds = whole + (fraction > 0 ? 1 : 0)
        guard (1...Int64(UInt32.max)).contains(seconds) else {
            throw await self.session.error(
                .invalidInput("the time until the changes are taken back has to be 1 to 4,294,967,295 seconds"))
        }
        var body = "<commit><confirmed/><confirm-timeout>\(seconds)</confirm-timeout>"
        body += try await self.element("persist", persist) + self.element("persist-id", persistID)
        try await self.run("commit", body + "</commit>", limit)
        await self.session.setHasCandidate(false)
    }

    /// Makes a confirmed commit last; `persistID` is the word of one that was made with `persist`, in any session.
    ///
    /// By that word a device rejects it when the time is over; without it, it is an ordinary commit of the candidate then.
    nonisolated(nonsending) public func confirm(persistID: String? = nil, within limit: Duration? = nil)
        async throws(NETCONFError)
    {
        try await self.requireConfirmedCommit(orNewer: persistID != nil)
        let id = try await self.element("persist-id", persistID)
        try await self.run("commit", "<commit>\(id)</commit>", limit)
        await self.session.setHasCandidate(false)
    }

    /// Takes a confirmed commit back at once (RFC 6241 section 8.4.4.1); throws `.rejected` when there is none.
    nonisolated(nonsending) public func cancelCommit(persistID: String? = nil, within limit: Duration? = nil)
        async throws(NETCONFError)
    {
        try await self.requireConfirmedCommit(orNewer: true)
        let id = try await self.element("persist-id", persistID)
        try await self.run("cancel-commit", "<cancel-commit>\(id)</cancel-commit>", limit)
    }

    /// Makes the candidate equal to the running configuration again (RFC 6241 section 8.3.4.2).
    nonisolated(nonsending) public func discardChanges() async throws(NETCONFError) {
        try await self.reader.require(.candidate)
        try await self.run("discard-changes", "<discard-changes/>")
        await self.session.setHasCandidate(false)
    }

    /// Drops what is not committed and gives locks back, whatever happened before; takes at most ten seconds for each.
    func giveBack() async {
        let session = self.session
        guard await !session.isOver else { return }
        // Unstructured, because a cancelled task may send nothing, and what is left behind would hinder others.
        await Task {
            do {
                if await session.hasCandidate {
                    try await self.run("discard-changes", "<discard-changes/>", .seconds(10))
                }
                for store in await session.locks {
                    try await self.run(
                        "unlock", "<unlock><target><\(store.rawValue)/></target></unlock>", .seconds(10))
                }
            } catch {
                // The device does it itself when the session ends (RFC 6241 section 8.3.5.2), which comes next.
            }
        }.value
    }

    private nonisolated(nonsending) func requireConfirmedCommit(orNewer isNew: Bool) async throws(NETCONFError) {
        try await self.reader.require(.candidate)
        if isNew {
            try await self.reader.require("confirmed-commit:1.1", for: "confirmed commits that outlive their session")
        } else {
            try await self.reader.require(
                "confirmed-commit:1.0", "confirmed-commit:1.1", for: "commits that are taken back by themselves")
        }
    }

    /// The element with a word that any session can give again; nothing for none.
    private nonisolated(nonsending) func element(_ name: String, _ id: String?) async throws(NETCONFError) -> String {
        guard let id else { return "" }
        let isAllowed = { (byte: UInt8) in byte > 0x20 && byte < 0x7F }
        guard (1...64).contains(id.utf8.count), id.utf8.allSatisfy(isAllowed) else {
            throw await self.session.error(
                .invalidInput("the \(name) has to be 1 to 64 printable characters without blanks"))
        }
        return "<\(name)>\(XMLElement.escaped(id))</\(name)>"
    }
}
