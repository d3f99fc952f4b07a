import Domain
import Persistence

/// Stands before every session with a device: says whether it may be opened, from what is known to all processes.
struct ConnectionGate: Sendable {
    let database: Database
    let breakerPolicy: BreakerPolicy
    let lockoutPolicy: LockoutPolicy

    /// Lets a session through, or refuses it without touching the network: `breaker_open` or `login_locked`.
    ///
    /// One look at the database; one write only by the probe of an open breaker.
    func admit(
        _ device: Device, at place: BreakerKey? = nil, login: LockoutKey, of credentialSetID: CredentialSet.ID?,
        _ passage: SessionPassage
    ) async throws -> ConnectionAttempt {
        let key = place ?? BreakerKey(device)
        func attempt(_ probe: Breaker.Probe.ID? = nil, hasFailed: Bool, wasRefused: Bool) -> ConnectionAttempt {
            ConnectionAttempt(
                gate: self, key: key, login: login, credentialSetID: credentialSetID, probe: probe,
                hasFailed: hasFailed, wasRefused: wasRefused)
        }
        if passage == .always { return attempt(hasFailed: true, wasRefused: true) }
        // Who comes second to a probe looks again, and is refused then; a third look is for breakers that were reset.
        for _ in 1...5 {
            let found = try await AdmissionRepository(database).find(key, login)
            if let lockout = found.lockout, lockout.isLocked(at: found.now, lockoutPolicy) {
                throw Problem.loginLocked(lockout, device: device.name)
            }
            let wasRefused = found.lockout != nil
            guard let breaker = found.breaker else { return attempt(hasFailed: false, wasRefused: wasRefused) }
            switch breaker.answer(at: found.now, breakerPolicy) {
            case .pass: return attempt(hasFailed: true, wasRefused: wasRefused)
            case .refuse: throw Problem.breakerOpen(breaker, device: device.name)
            case .passAsProbe:
                let id = Breaker.Probe.ID()
                var claimed = breaker
                claimed.beginProbe(id, at: found.now, breakerPolicy)
                if try await claim(claimed, from: breaker) {
                    return attempt(id, hasFailed: true, wasRefused: wasRefused)
                }
            }
        }
        throw Problem(
            .throttled, code: Problem.breakerOpenCode,
            "Many sessions want to try \(device.name) at once. Try again soon.")
    }

    private func claim(_ claimed: Breaker, from seen: Breaker) async throws -> Bool {
        try await database.transaction { db in
            guard try await BreakerRepository(db).claimProbe(from: seen, to: claimed) else { return false }
            try await BreakerNews(breakers: [claimed.key]).tell(on: db)
            return true
        }
    }
}
