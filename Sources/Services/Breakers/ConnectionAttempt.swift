import DeviceCLI
import Domain
import Persistence
import SSH

/// One session that was let through: notes whether the device was reached, and whether it took the login.
struct ConnectionAttempt: Sendable {
    let gate: ConnectionGate
    let key: BreakerKey
    let login: LockoutKey
    let credentialSetID: CredentialSet.ID?
    /// Set when this session is the one that finds out whether the device answers again.
    let probe: Breaker.Probe.ID?
    /// Whether there may be failures to forget; a device that always answers costs no write.
    let hasFailed: Bool
    /// The same of refused logins.
    let wasRefused: Bool

    /// Notes that the device was reached and took the login.
    func succeeded() async {
        guard hasFailed || wasRefused else { return }
        await persisting { db, news in
            if wasRefused, try await LockoutRepository(db).clear(login)?.lockedAt != nil {
                news.devices.insert(login.deviceID)
            }
            if hasFailed { try await forgetFailures(db, &news) }
        }
    }

    /// Notes how the session failed. What is stored of it quotes no line: only connecting and signing in are noted.
    func failed(_ error: DeviceError, _ method: SSHLogin) async {
        await ended(ConnectionOutcome(error, login: method), error.description)
    }

    /// Notes what a failure says; the sentence quotes no line of the device.
    func ended(_ outcome: ConnectionOutcome, _ sentence: String) async {
        switch outcome {
        case .unreached: await persisting { db, news in try await recordFailure(sentence, db, &news) }
        case .loginRefused:
            await persisting { db, news in
                try await recordRefusal(sentence, db, &news)
                if hasFailed { try await forgetFailures(db, &news) }
            }
        case .reached: if hasFailed { await persisting { db, news in try await forgetFailures(db, &news) } }
        case .unknown: await abandoned()
        }
    }

    /// Notes that nobody learnt whether the device answers.
    func abandoned() async {
        if let probe { await persisting { db, news in try await abandon(probe, db, &news) } }
    }

    private func forgetFailures(_ db: any Queryable, _ news: inout BreakerNews) async throws {
        if try await BreakerRepository(db).clear(key)?.opening != nil { news.breakers.append(key) }
    }

    private func recordFailure(_ sentence: String, _ db: any Queryable, _ news: inout BreakerNews) async throws {
        let repository = BreakerRepository(db)
        var (breaker, now) = try await repository.lock(key)
        let counts = breaker.recordFailure(
            sentence, probe: probe, at: now, gate.breakerPolicy, jitter: Double.random(in: 0...1))
        guard counts else { return }
        try await repository.store(breaker)
        if breaker.opening != nil { news.breakers.append(key) }
    }

    private func recordRefusal(_ sentence: String, _ db: any Queryable, _ news: inout BreakerNews) async throws {
        let repository = LockoutRepository(db)
        var (lockout, now) = try await repository.lock(login)
        guard lockout.recordRefusal(sentence, of: credentialSetID, at: now, gate.lockoutPolicy) else { return }
        try await repository.store(lockout)
        if lockout.lockedAt != nil { news.devices.insert(login.deviceID) }
    }

    private func abandon(
        _ probe: Breaker.Probe.ID, _ db: any Queryable, _ news: inout BreakerNews
    ) async throws {
        let repository = BreakerRepository(db)
        // Looked at first, because locking makes a breaker where there is none, for example after a reset.
        guard try await repository.find(key)?.probe?.id == probe else { return }
        var (breaker, now) = try await repository.lock(key)
        guard breaker.abandonProbe(probe, at: now) else { return }
        try await repository.store(breaker)
        news.breakers.append(key)
    }

    /// Writes in a task of its own, because the end of a cancelled session has to be noted too.
    private func persisting(
        _ body: @escaping @Sendable (any Queryable, inout BreakerNews) async throws -> Void
    ) async {
        await Task {
            // try?: when the database does not answer, what is said of the device must still be what the device did.
            // A failure that is not noted is noted next time; a probe whose end is not noted ends at its deadline.
            try? await gate.database.transaction { db in
                var news = BreakerNews()
                try await body(db, &news)
                try await news.tell(on: db)
            }
        }.value
    }
}
