import Reactor
import SSH
import Testing

@testable import NETCONF

/// Devices that answer wrongly, late, without end or not at all.
@Suite(.timeLimit(.minutes(2))) struct NETCONFFaultTests {
    let device: ScriptedDevice

    init() throws { self.device = try ScriptedDevice.shared.get() }

    /// What the device's answer to `get` makes of it; the session has to be over then.
    func failure(_ user: String, limit: Int = 32 << 20) async throws -> NETCONFError.Code? {
        try await self.device.connector(user, limit: limit).withReader { (reader) async throws in
            let found = await code { try await reader.get() }
            #expect(await code { try await reader.getConfig() } == .closed)
            return found
        }
    }

    @Test(arguments: [
        ("wrong-id", "it answers another message"), ("no-id", "it does not say which message it answers"),
        ("no-data", "it holds no data"), ("no-reply", "it is no reply"),
        ("bomb", "a document type, which is never read, at byte 2"),
        ("outside", "a document type, which is never read, at byte 2"),
        ("garbage", "not well-formed XML, at byte 0"),
    ])
    func `an answer against the rules ends the session and says why`(user: String, reason: String) async throws {
        #expect(try await self.failure(user) == .badReply(operation: "get", reason: reason))
    }

    @Test(arguments: ["deep", "many"])
    func `an answer that would take much memory or stack is refused`(user: String) async throws {
        guard case .badReply("get", let reason)? = try await self.failure(user) else {
            Issue.record("taken")
            return
        }
        #expect(reason.hasPrefix("too many elements"))
    }

    @Test(arguments: ["chunk-zero", "chunk-sign", "chunk-plus", "chunk-huge", "chunk-none", "chunk-text"])
    func `bad chunks end the session`(user: String) async throws {
        #expect(
            try await self.failure(user)
                == .badReply(operation: "get", reason: "its chunks are not as RFC 6242 has them"))
    }

    @Test(arguments: ["endless", "chunk-large"])
    func `an answer without end is cut at the bound`(user: String) async throws {
        #expect(try await self.failure(user, limit: 1 << 20) == .tooLarge(operation: "get", limit: 1 << 20))
    }

    @Test(arguments: SSHEngineKind.allCases, ["cut", "ended"])
    func `a connection lost in the middle is told`(engine: SSHEngineKind, user: String) async throws {
        let found = await code {
            try await self.device.connector(user, engine: engine).withReader { try await $0.get() }
        }
        #expect(found == .disconnected(operation: "get"))
    }

    @Test func `a silent device costs its deadline and no more`() async throws {
        let start = ContinuousClock.now
        let found = await code {
            try await self.device.connector("silent").withReader { try await $0.get(within: .milliseconds(300)) }
        }
        #expect(found == .timedOut(operation: "get"))
        // Without a limit of its own it would wait as long as the access allows.
        #expect(ContinuousClock.now - start < NETCONFTimeouts.patient.operation)
    }

    @Test func `an answer that comes too late is not taken for the next one`() async throws {
        try await self.device.connector("late").withReader { (reader) async throws in
            #expect(await code { try await reader.get(within: .milliseconds(200)) } == .timedOut(operation: "get"))
            // The device sends the answer to the first before that to the second.
            #expect(try await reader.getConfig().data?.child("top") != nil)
        }
    }

    @Test func `cancelling ends a call that nobody answers`() async throws {
        let (asked, tell) = AsyncStream.makeStream(of: Void.self)
        let connector = self.device.connector("silent")
        let task = Task {
            await code {
                try await connector.withReader { (reader) async throws in
                    tell.yield()
                    return try await reader.get()
                }
            }
        }
        for await _ in asked { break }
        task.cancel()
        #expect(await task.value == .cancelled(operation: "get"))
    }

    @Test func `every error says where, what and what to do, and shows no cause`() {
        let rejection = NETCONFRPCError(
            XMLElement(XMLName("rpc-error"), children: [XMLElement(XMLName("error-message"), text: "device words")]))
        for code in [
            NETCONFError.Code.connection(.refused), .connection(.unreachable), .connection(.unresolvable),
            .connection(.timedOut(.tcp)), .connection(.authenticationFailed(offeredMethods: [])),
            .connection(.badPrivateKey),
            .connection(.keyExchange(nil)), .connection(.notForwarded(to: "x")), .noNETCONF, .badHello("device words"),
            .helloTimedOut, .timedOut(operation: "get"), .disconnected(operation: "get"),
            .badReply(operation: "get", reason: "x"), .tooLarge(operation: "get", limit: 1 << 20),
            .rejected(operation: "lock", errors: [rejection]), .missingCapability(what: "x", capability: ":y"),
            .invalidInput("x"), .closed, .cancelled(operation: "get"),
        ] {
            let error = NETCONFError(code, "10.0.0.1:830", "internal words")
            #expect(error.description.contains("10.0.0.1:830"))
            #expect(error.description.split(separator: ". ").count >= 2, "\(error.description)")
            #expect(!error.description.contains("internal words"))
            #expect(error.debugDescription.contains("internal words"))
            #expect(!error.descriptionWithoutQuotes.contains("device words"))
        }
    }
}
