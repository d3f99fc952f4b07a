import DeviceCLI
import SSH
import Testing

@testable import NETCONF

/// Against a server that is not ours.
@Suite(
    .enabled(if: Netconfd.isPossible, "needs netconfd, OpenSSH's server and root"), .timeLimit(.minutes(2)))
struct NetconfdTests {
    let server: Netconfd

    init() throws { self.server = try Netconfd() }

    /// The names in the running configuration.
    private func names(_ reader: NETCONFReader) async throws -> [String] {
        let filter = NETCONFFilter.subtree([XMLElement(XMLName("top", in: "urn:netstacks:test"))])
        let top = try await reader.getConfig(.running, filter).data?.child("top")
        return (top?.children("interface") ?? []).compactMap { $0.child("name")?.text }
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `it greets, and tells its facts`(engine: SSHEngineKind) async throws {
        let facts = try await self.server.withReader(by: engine) { (reader) async throws in
            #expect(reader.capabilities.hasBase11)
            #expect(reader.capabilities.supports("confirmed-commit:1.1"))
            #expect(reader.capabilities.contains("urn:netstacks:test"))
            return try await reader.facts()
        }
        #expect(facts.interfaces.contains { $0.name == "lo" && $0.state != nil })
    }

    @Test func `lock, edit, validate, commit, and both kinds of filter`() async throws {
        try await self.server.withWriter { (writer) async throws in
            try await writer.lock(.candidate)
            try await writer.edit(.candidate, .interface("eth1", mtu: 9000), NETCONFEdit(defaultOperation: .merge))
            try await writer.edit(
                .candidate, .interface("eth2", mtu: 1500), NETCONFEdit(test: .testThenSet, onError: .rollBack))
            try await writer.commit()
            #expect(try await self.names(writer.reader) == ["eth1", "eth2"])
            let filter = NETCONFFilter.xpath("/t:top/t:interface[t:name='eth2']", prefixes: ["t": "urn:netstacks:test"])
            let found =
                try await writer.reader.getConfig(.running, filter).data?.child("top")?.children("interface") ?? []
            #expect(found.map { $0.child("mtu")?.text } == ["1500"])
            try await writer.edit(.candidate, .interface("eth2", operation: "delete"))
            // Behind the commit: this server forgets what changed when it validates, and its next commit does nothing.
            try await writer.validate()
            try await writer.discardChanges()
            try await writer.save()
            #expect(try await self.names(writer.reader) == ["eth1", "eth2"])
        }
    }

    @Test func `its objections are typed`() async throws {
        try await self.server.withWriter { (writer) async throws in
            try await writer.lock(.candidate)
            let value = await code { try await writer.edit(.candidate, .interface("eth1", mtu: 1)) }
            guard case .rejected("edit-config", let errors)? = value, let error = errors.first else {
                Issue.record("\(String(describing: value))")
                return
            }
            #expect(error.tag == "invalid-value")
            #expect(error.path?.contains("mtu") == true)
            let missing = await code { try await writer.edit(.candidate, .interface("eth9", operation: "delete")) }
            guard case .rejected("edit-config", let others)? = missing else {
                Issue.record("\(String(describing: missing))")
                return
            }
            #expect(others.first?.tag == "data-missing")
        }
    }

    /// Commits `eth0` for good and an interface for a time; what to go back to may not be empty, or this server does not go back.
    private func commit(_ name: String, revertingAfter time: Duration) async throws {
        try await self.server.withWriter { (writer) async throws in
            try await writer.lock(.candidate)
            try await writer.edit(.candidate, .interface("eth0"))
            try await writer.commit()
            try await writer.edit(.candidate, .interface(name))
            try await writer.commitConfirmed(revertingAfter: time, persist: "word")
            #expect(try await self.names(writer.reader) == ["eth0", name])
        }
    }

    @Test func `a confirmed commit is confirmed from another session`() async throws {
        try await self.commit("eth1", revertingAfter: .seconds(600))
        try await self.server.withWriter { (writer) async throws in
            guard case .rejected? = await code({ try await writer.confirm(persistID: "other") }) else {
                Issue.record("confirmed by another word")
                return
            }
            try await writer.confirm(persistID: "word")
            // There is nothing left to be cancelled.
            guard case .rejected? = await code({ try await writer.cancelCommit(persistID: "word") }) else {
                Issue.record("cancelled")
                return
            }
            #expect(try await self.names(writer.reader) == ["eth0", "eth1"])
        }
    }

    @Test func `a confirmed commit is cancelled from another session`() async throws {
        try await self.commit("eth1", revertingAfter: .seconds(600))
        try await self.server.withWriter { (writer) async throws in
            try await writer.cancelCommit(persistID: "word")
            #expect(try await self.names(writer.reader) == ["eth0"])
        }
    }

    @Test func `a confirmed commit runs out by the server's timer`() async throws {
        try await self.commit("eth1", revertingAfter: .seconds(2))
        try await self.server.waitForReversion()
        let names = try await self.server.withReader { try await self.names($0) }
        #expect(names == ["eth0"])
    }

    @Test func `a lock names its holder, who can be ended`() async throws {
        try await self.server.withWriter { (one) async throws in
            try await one.lock(.candidate)
            try await self.server.withWriter { (other) async throws in
                let denied = await code { try await other.lock(.candidate) }
                guard case .rejected("lock", let errors)? = denied else {
                    Issue.record("\(String(describing: denied))")
                    return
                }
                #expect(errors.first?.tag == "lock-denied")
                try await other.killSession(one.reader.sessionID)
                try await other.lock(.candidate)
            }
        }
    }
}
