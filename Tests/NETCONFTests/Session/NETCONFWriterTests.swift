import Testing

@testable import NETCONF

@Suite(.timeLimit(.minutes(2))) struct NETCONFWriterTests {
    let device: ScriptedDevice

    init() throws { self.device = try ScriptedDevice() }

    @Test func `what it sends is what ncclient sends`() async throws {
        let config = try NETCONFConfiguration.interface("eth1", mtu: 9000)
        let result = try await self.device.connector().withWriter { (writer) async throws in
            let reader = writer.reader
            _ = try await reader.getConfig()
            _ = try await reader.getConfig(.running, .subtree([XMLElement(XMLName("top", in: "urn:netstacks:test"))]))
            _ = try await reader.getConfig(
                .running, .xpath("/t:top/t:interface[t:name='eth0']", prefixes: ["t": "urn:netstacks:test"]))
            _ = try await reader.get()
            try await writer.lock(.candidate)
            try await writer.edit(
                .candidate, config, NETCONFEdit(defaultOperation: .merge, test: .testThenSet, onError: .rollBack))
            try await writer.validate()
            try await writer.commitConfirmed(revertingAfter: .seconds(600), persist: "word")
            try await writer.confirm(persistID: "word")
            try await writer.commitConfirmed(revertingAfter: .seconds(600), persist: "other")
            try await writer.cancelCommit(persistID: "other")
            try await writer.discardChanges()
            try await writer.unlock(.candidate)
            try await writer.save()
            return try await reader.getConfig().data?.child("top")?.children("interface").count
        }
        #expect(result == 2)
        let ours = try await self.device.journal()
        _ = try await self.device.oracle("admin", "everything")
        let theirs = Array(try await self.device.journal().dropFirst(ours.count))
        #expect(ours.count == 16)
        #expect(ours == theirs)
    }

    @Test func `a rejection is told as ncclient tells it`() async throws {
        let bad = try NETCONFConfiguration.interface("eth1", mtu: 1)
        let found = await code {
            try await self.device.connector("old").withWriter { (writer) async throws in
                try await writer.lock(.candidate)
                try await writer.edit(.candidate, bad)
            }
        }
        guard case .rejected("edit-config", let errors)? = found, let error = errors.first else {
            Issue.record("\(String(describing: found))")
            return
        }
        #expect(error.message == "mtu out of range")
        let theirs = try await self.device.oracle("old", "rejected")["result"] as? [String]
        #expect(theirs == [error.kind?.rawValue ?? "", error.tag, error.severity.rawValue, error.path ?? ""])
    }

    @Test func `an edit goes only to a device that has what it needs`() async throws {
        let config = try NETCONFConfiguration.interface("eth1")
        try await self.device.connector("plain").withWriter { (writer) async throws in
            let missing = { (work: () async throws -> Void) in
                if case .missingCapability(_, let capability)? = await code(work) { capability } else { "" }
            }
            #expect(await missing { try await writer.edit(.candidate, config) } == ":candidate:1.0")
            #expect(await missing { try await writer.edit(.running, config) } == ":writable-running:1.0")
            #expect(await missing { try await writer.edit(.startup, config) } == ":startup:1.0")
            #expect(await missing { try await writer.lock(.candidate) } == ":candidate:1.0")
            #expect(await missing { try await writer.validate(.running) } == ":validate:1.1")
            #expect(await missing { try await writer.commit() } == ":candidate:1.0")
            #expect(await missing { try await writer.discardChanges() } == ":candidate:1.0")
            #expect(await missing { try await writer.save() } == ":startup:1.0")
            #expect(await missing { try await writer.cancelCommit() } == ":candidate:1.0")
        }
        try await self.device.connector("running").withWriter { (writer) async throws in
            let code = await code { try await writer.edit(.running, config, NETCONFEdit(test: .testThenSet)) }
            #expect(code == .missingCapability(what: "edits with a test option", capability: ":validate:1.1"))
            let other = await NETCONFTests.code {
                try await writer.edit(.running, config, NETCONFEdit(onError: .rollBack))
            }
            #expect(
                other
                    == .missingCapability(
                        what: "edits that roll back on an error", capability: ":rollback-on-error:1.0"))
            try await writer.edit(.running, config)
        }
        try await self.device.connector("confirmed-old").withWriter { (writer) async throws in
            let persistent = await code { try await writer.commitConfirmed(revertingAfter: .seconds(9), persist: "a") }
            #expect(
                persistent
                    == .missingCapability(
                        what: "confirmed commits that outlive their session", capability: ":confirmed-commit:1.1"))
            let testing = await code { try await writer.edit(.candidate, config, NETCONFEdit(test: .testOnly)) }
            #expect(testing == .missingCapability(what: "edits that only test", capability: ":validate:1.1"))
        }
        #expect(try await self.device.journal().filter { $0.contains("edit-config") }.count == 1)
        #expect(try await self.device.state().names("running") == ["eth0", "eth1"])
    }

    @Test func `default operations and those of elements do what they say`() async throws {
        try await self.device.connector("running").withWriter { (writer) async throws in
            try await writer.edit(.running, .interface("eth1", mtu: 9000))
            let exists = await code { try await writer.edit(.running, .interface("eth1", operation: "create")) }
            guard case .rejected(_, let errors)? = exists else {
                Issue.record("created twice")
                return
            }
            #expect(errors.first?.tag == "data-exists")
            #expect(errors.first?.path == "/t:top/t:interface[t:name='eth1']")
            try await writer.edit(
                .running, .interface("eth0", operation: "delete"),
                NETCONFEdit(defaultOperation: NETCONFEdit.Default.none))
            try await writer.edit(.running, .interface("eth2"), NETCONFEdit(defaultOperation: NETCONFEdit.Default.none))
        }
        #expect(try await self.device.state().names("running") == ["eth1"])
        try await self.device.connector("running").withWriter { (writer) async throws in
            try await writer.edit(.running, .interface("eth3"), NETCONFEdit(defaultOperation: .replace))
        }
        #expect(try await self.device.state().names("running") == ["eth3"])
    }

    @Test func `a confirmed commit is taken back by the device's own timer`() async throws {
        try await self.device.connector().withWriter { (writer) async throws in
            try await writer.lock(.candidate)
            try await writer.edit(.candidate, .interface("eth1"))
            try await writer.commitConfirmed(revertingAfter: .milliseconds(700), persist: "word")
        }
        try await self.device.waitForReversion()
        let state = try await self.device.state()
        #expect(state.history == [["eth0", "eth1"], ["eth0"]])
        #expect(state.names("running") == ["eth0"])
        // Too late to be confirmed: an error, and not a commit of something else.
        let late = await code {
            try await self.device.connector().withWriter { try await $0.confirm(persistID: "word") }
        }
        guard case .rejected("commit", let errors)? = late else {
            Issue.record("confirmed")
            return
        }
        #expect(errors.first?.tag == "invalid-value")
    }

    @Test func `a confirmed commit is confirmed from another session, and one without a word ends with its own`()
        async throws
    {
        try await self.device.connector().withWriter { (writer) async throws in
            try await writer.lock(.candidate)
            try await writer.edit(.candidate, .interface("eth1"))
            try await writer.commitConfirmed(revertingAfter: .seconds(600), persist: "word")
        }
        try await self.device.connector().withWriter { try await $0.confirm(persistID: "word") }
        #expect(try await self.device.state().names("running") == ["eth0", "eth1"])
        try await self.device.connector().withWriter { (writer) async throws in
            try await writer.lock(.candidate)
            try await writer.edit(.candidate, .interface("eth2"))
            try await writer.commitConfirmed(revertingAfter: .seconds(600))
            #expect(try await self.device.state().names("running") == ["eth0", "eth1", "eth2"])
        }
        #expect(try await self.device.state().names("running") == ["eth0", "eth1"])
    }

    @Test func `what is not committed is dropped and locks are given back, also after an error`() async throws {
        struct Stop: Error {}
        await #expect(throws: Stop.self) {
            try await self.device.connector().withWriter { (writer) async throws in
                try await writer.lock(.running)
                try await writer.lock(.candidate)
                try await writer.edit(.candidate, .interface("eth1"))
                throw Stop()
            }
        }
        let state = try await self.device.state()
        #expect(state.names("candidate") == ["eth0"])
        #expect(state.locks == [:])
        let journal = try await self.device.journal()
        #expect(journal.contains { $0.contains("discard-changes") })
        #expect(journal.last?.contains("close-session") == true)
    }

    @Test func `a lock keeps others out, names its holder, and ends with their session`() async throws {
        try await self.device.connector().withWriter { (one) async throws in
            try await one.lock(.candidate)
            try await self.device.connector().withWriter { (other) async throws in
                let denied = await code { try await other.lock(.candidate) }
                guard case .rejected("lock", let errors)? = denied else {
                    Issue.record("locked twice")
                    return
                }
                #expect(errors.first?.tag == "lock-denied")
                #expect(errors.first?.info == ["session-id": "\(one.reader.sessionID)"])
                let unlocked = await code { try await other.edit(.candidate, .interface("eth1")) }
                guard case .invalidInput? = unlocked else {
                    Issue.record("edited without a lock")
                    return
                }
                try await other.killSession(one.reader.sessionID)
                try await other.lock(.candidate)
            }
            #expect(await code { try await one.commit() } == .disconnected(operation: "commit"))
        }
        #expect(try await self.device.state().locks == [:])
    }

    @Test func `a warning is no rejection`() async throws {
        try await self.device.connector("warns").withWriter { (writer) async throws in
            try await writer.lock(.candidate)
            try await writer.edit(.candidate, .interface("eth1"))
            try await writer.commit()
        }
        #expect(try await self.device.state().names("running") == ["eth0", "eth1"])
    }

    @Test(arguments: [
        "", "text", "<a>", "<a/></config><config>", "<a/><!-- ]]>]]> -->", "<!DOCTYPE a><a/>", "<a>&b;</a>",
        "<?xml version='1.0'?>", "<?xml version='1.0'?><a/>",
    ])
    func `a configuration that is none is not sent`(xml: String) {
        #expect(throws: NETCONFError.self) { try NETCONFConfiguration(xml: xml) }
    }

    @Test func `a configuration is sent as it was written`() async throws {
        let text =
            "<t:top xmlns:t='urn:netstacks:test'>\n  <t:interface><t:name>eth&#49;</t:name></t:interface>\n</t:top>"
        try await self.device.connector("running").withWriter { (writer) async throws in
            try await writer.edit(.running, NETCONFConfiguration(xml: text))
        }
        #expect(try NETCONFConfiguration(xml: text).xml == text)
        #expect(try await self.device.state().names("running") == ["eth0", "eth1"])
        #expect(throws: NETCONFError.self) { try NETCONFConfiguration([XMLElement(XMLName("a b"))]) }
    }

    @Test(arguments: ["", "a b", "ü", String(repeating: "x", count: 65)])
    func `a persist id is one word, and times are whole seconds`(id: String) async throws {
        try await self.device.connector().withWriter { (writer) async throws in
            guard case .invalidInput? = await code({ try await writer.confirm(persistID: id) }) else {
                Issue.record("sent")
                return
            }
            guard case .invalidInput? = await code({ try await writer.commitConfirmed(revertingAfter: .zero) }) else {
                Issue.record("sent")
                return
            }
        }
    }
}
