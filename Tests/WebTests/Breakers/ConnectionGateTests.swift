import Domain
import Foundation
import Persistence
import Postgres
import Reactor
import Secrets
import Testing

@testable import DeviceCLI
@testable import SSH
@testable import Services
@testable import Web

/// The gate before every session, with real connections to a port that hangs up.
struct ConnectionGateTests {
    private static func refused(_ code: DeviceError.Code, stage: DeviceStage? = nil) -> DeviceError {
        DeviceError(code, address: "192.0.2.1:22", state: "connecting as netops", stage: stage)
    }

    @Test func `five connections that fail open it, the sixth is answered without touching the network`() async throws {
        try await TestSite.with { site in
            let listener = try CountingListener()
            let device = try await site.device("r1", port: listener.port)
            let reader = site.sessions.reader
            for _ in 1...5 {
                await #expect(throws: DeviceError.self) { try await reader.test(device, by: .automation) }
            }
            #expect(listener.accepted == 5)
            let before = try await BreakerRepository(site.database).find(BreakerKey(device))
            for _ in 1...10 {
                let problem = await #expect(throws: Problem.self) { try await reader.test(device, by: .automation) }
                #expect(problem?.code == "breaker_open" && problem?.kind == .throttled)
                #expect(
                    problem?.sentence.contains("5 attempts in a row did not reach 127.0.0.1:\(listener.port)") == true)
            }
            #expect(listener.accepted == 5)
            // Being refused is no failure: nothing was counted and nothing was put off.
            #expect(try await BreakerRepository(site.database).find(BreakerKey(device)) == before)
        }
    }

    @Test func `another port of the same address is not held back`() async throws {
        try await TestSite.with { site in
            let (dead, other) = (try CountingListener(), try CountingListener())
            let device = try await site.device("r1", port: dead.port)
            let neighbour = try await site.device("r2", port: other.port)
            let twin = try await site.device("r3", port: dead.port)
            for _ in 1...5 { _ = try? await site.sessions.reader.test(device, by: .automation) }
            await #expect(throws: DeviceError.self) { try await site.sessions.reader.test(neighbour, by: .automation) }
            #expect(other.accepted == 1)
            await #expect(throws: Problem.self) { try await site.sessions.reader.test(twin, by: .automation) }
            #expect(dead.accepted == 5)
        }
    }

    @Test func `when the pause is over one of twenty sessions is the probe`() async throws {
        try await TestSite.with { site in
            let listener = try CountingListener()
            let device = try await site.device("r1", port: listener.port)
            for _ in 1...5 { _ = try? await site.sessions.reader.test(device, by: .automation) }
            try await site.pool.execute("UPDATE device_breaker SET next_probe_at = now()")
            await withTaskGroup(of: Void.self) { group in
                for _ in 1...20 { group.addTask { _ = try? await site.sessions.reader.test(device, by: .automation) } }
            }
            #expect(listener.accepted == 6)
            let breaker = try await BreakerRepository(site.database).find(BreakerKey(device))
            #expect(breaker?.opening?.count == 2 && breaker?.failureCount == 6)
        }
    }

    @Test func `bringing a device back is never refused, whatever the breaker and the lockout say`() async throws {
        try await TestSite.with { site in
            let listener = try CountingListener()
            let device = try await site.device("r1", port: listener.port)
            for _ in 1...5 { _ = try? await site.sessions.reader.test(device, by: .automation) }
            let writer = DeviceWriter(sessions: site.sessions)
            await #expect(throws: Problem.self) { try await writer.withSession(device, by: .automation) { _ in } }
            #expect(listener.accepted == 5)
            let before = try await BreakerRepository(site.database).find(BreakerKey(device))
            for _ in 1...3 {
                await #expect(throws: DeviceError.self) {
                    try await writer.withSession(device, by: .automation, .always) { _ in }
                }
            }
            #expect(listener.accepted == 8)
            #expect(try await BreakerRepository(site.database).find(BreakerKey(device)) == before)
        }
    }

    @Test func `a device that answers costs no write, and one that answers again leaves no row`() async throws {
        try await TestSite.with { site in
            let device = try await site.device("r1", port: 22)
            let gate = site.gate
            let login = LockoutKey(caller: .automation, deviceID: device.id, login: "netops")
            let first = try await gate.admit(device, login: login, of: nil, .ordinary)
            #expect(!first.hasFailed && !first.wasRefused && first.probe == nil)
            await first.succeeded()
            await first.failed(Self.refused(.refused), .password(""))
            await first.failed(Self.refused(.authentication(offeredMethods: [])), .password(""))
            // The refused login proved that the device is there; its own count stays.
            let second = try await gate.admit(device, login: login, of: nil, .ordinary)
            #expect(second.wasRefused)
            await second.succeeded()
            let third = try await gate.admit(device, login: login, of: nil, .ordinary)
            #expect(!third.hasFailed && !third.wasRefused)
        }
    }

    @Test func `a probe that was cancelled lets the next one go at once`() async throws {
        try await TestSite.with { site in
            let device = try await site.device("r1", port: 22)
            let login = LockoutKey(caller: .automation, deviceID: device.id, login: "netops")
            for _ in 1...5 {
                let attempt = try await site.gate.admit(device, login: login, of: nil, .ordinary)
                await attempt.failed(Self.refused(.unreachable), .password(""))
            }
            try await site.pool.execute("UPDATE device_breaker SET next_probe_at = now()")
            let probe = try await site.gate.admit(device, login: login, of: nil, .ordinary)
            #expect(probe.probe != nil)
            await #expect(throws: Problem.self) { try await site.gate.admit(device, login: login, of: nil, .ordinary) }
            await probe.failed(Self.refused(.cancelled), .password(""))
            let next = try await site.gate.admit(device, login: login, of: nil, .ordinary)
            #expect(next.probe != nil && next.probe != probe.probe)
            await next.succeeded()
            #expect(try await BreakerRepository(site.database).find(BreakerKey(device)) == nil)
        }
    }

    @Test func `ten refused logins of one person stop neither the device nor anybody else`() async throws {
        try await TestSite.with { site in
            let device = try await site.device("r1", port: 22)
            let (ann, bob) = (
                try await site.user(.operator, named: "ann"), try await site.user(.operator, named: "bob")
            )
            func login(_ caller: SessionCaller) -> LockoutKey {
                LockoutKey(caller: caller, deviceID: device.id, login: "netops")
            }
            var tried = 0
            for _ in 1...10 {
                do {
                    let attempt = try await site.gate.admit(device, login: login(.person(ann.id)), of: nil, .ordinary)
                    tried += 1
                    await attempt.failed(
                        Self.refused(.authentication(offeredMethods: ["password"])), .password(""))
                } catch let problem as Problem {
                    #expect(problem.code == "login_locked")
                }
            }
            #expect(tried == 5)
            _ = try await site.gate.admit(device, login: login(.person(bob.id)), of: nil, .ordinary)
            _ = try await site.gate.admit(device, login: login(.automation), of: nil, .ordinary)
            #expect(try await BreakerRepository(site.database).find(BreakerKey(device)) == nil)
        }
    }

    @Test func `only what did not reach the device is a failure to reach it`() {
        func outcome(_ code: DeviceError.Code, _ stage: DeviceStage? = nil) -> ConnectionOutcome {
            ConnectionOutcome(Self.refused(code, stage: stage), login: .password(""))
        }
        let key = SSHHostKey(type: "ssh-ed25519", bytes: [1])
        for code in [
            DeviceError.Code.unresolvable, .unreachable, .refused, .keyExchange(nil), .timeout(.resolve),
            .timeout(.tcp),
            .timeout(.keyExchange), .timeout(.authentication), .timeout(.channel), .timeout(.prompt),
        ] { #expect(outcome(code) == .unreached, "\(code)") }
        for code in [
            DeviceError.Code.hostKeyChanged(expected: [key], offered: key), .badPrivateKey, .enableRefused,
            .timeout(.command), .prompt, .commandRejected(line: 1, command: "", message: ""), .disconnected,
            .disconnectedMidCommand, .incompleteOutput, .notSaved, .notAllowed, .invalidInput, .protocolError,
        ] { #expect(outcome(code) == .reached, "\(code)") }
        #expect(outcome(.disconnected, .keyExchange) == .unreached)
        #expect(outcome(.disconnected, .authentication) == .reached)
        #expect(outcome(.cancelled) == .unknown)
    }

    @Test func `only a login that was really tried and refused counts against its caller`() {
        let error = Self.refused(.authentication(offeredMethods: ["publickey"]))
        #expect(ConnectionOutcome(error, login: .password("")) == .reached)
        #expect(ConnectionOutcome(error, login: .privateKey(pem: "", passphrase: nil)) == .loginRefused)
        let silent = Self.refused(.authentication(offeredMethods: []))
        #expect(ConnectionOutcome(silent, login: .password("")) == .loginRefused)
    }

    @Test func `another secret ends the lockouts of its credential set, another name does not`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let device = try await site.device("r1", port: 22)
            let set = try #require(device.credentialSetID)
            let login = LockoutKey(caller: .automation, deviceID: device.id, login: "netops")
            for _ in 1...5 {
                let attempt = try await site.gate.admit(device, login: login, of: set, .ordinary)
                await attempt.failed(Self.refused(.authentication(offeredMethods: [])), .password(""))
            }
            await #expect(throws: Problem.self) { try await site.gate.admit(device, login: login, of: set, .ordinary) }
            let draft = CredentialDraft(name: "Other", username: "netops")
            _ = try await site.services.credentials.update(set, draft, by: browser.actor)
            await #expect(throws: Problem.self) { try await site.gate.admit(device, login: login, of: set, .ordinary) }
            let corrected = CredentialDraft(name: "Other", username: "netops", password: .set(Secret("the right one")))
            _ = try await site.services.credentials.update(set, corrected, by: browser.actor)
            _ = try await site.gate.admit(device, login: login, of: set, .ordinary)
        }
    }
}
