public import Domain
public import Persistence

/// Shows what is not being tried and why, and lets people have it tried again.
public struct BreakerService: Sendable {
    private let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// One page of the breakers that are not closed, the newest first.
    public func openBreakers(page: Page, by actor: Actor) async throws -> Paged<OpenBreaker> {
        try actor.require(.view)
        let found = try await BreakerRepository(database).listOpen(page)
        let devices = try await BreakerRepository(database).devices(behind: found.elements.map(\.key))
        return found.map { breaker in
            OpenBreaker(
                breaker: breaker,
                devices: devices.filter { $0.key == breaker.key }.map { .init(id: $0.id, name: $0.name) })
        }
    }

    /// The breaker in front of a device, unless it is closed.
    public func openBreaker(of device: Device, by actor: Actor) async throws -> Breaker? {
        try actor.require(.view)
        let breaker = try await BreakerRepository(database).find(BreakerKey(device))
        return breaker?.opening == nil ? nil : breaker
    }

    /// One page of the lockouts that hold now, the newest first; only those on a device when one is given.
    public func heldLogins(on device: Device.ID? = nil, page: Page, by actor: Actor) async throws -> Paged<HeldLogin> {
        try actor.require(.view)
        let found = try await LockoutRepository(database).listLocked(on: device, page)
        let ids = Set(found.elements.map(\.key.deviceID))
        let devices = ids.isEmpty ? [] : try await DeviceRepository(database).find(ids: Array(ids))
        var names: [User.ID: String] = [:]
        for id in Set(found.elements.compactMap(\.key.caller.person)) {
            names[id] = try await UserRepository(database).find(id)?.reference.name
        }
        return found.map { lockout in
            HeldLogin(
                lockout: lockout,
                deviceName: devices.first { $0.id == lockout.key.deviceID }?.name.text ?? "a removed device",
                callerName: lockout.key.caller.person.flatMap { names[$0] } ?? "")
        }
    }

    /// Closes a breaker, so that the next session tries the device at once; the answer is what there was.
    @discardableResult
    public func resetBreaker(_ id: Breaker.ID, by actor: Actor) async throws -> Breaker {
        try actor.require(.readDevices)
        return try await database.transaction { db in
            guard let breaker = try await BreakerRepository(db).delete(id) else { throw Problem.notFound("breaker") }
            try await AuditRepository(db).append(
                actor.entry(
                    "breaker.reset", "breaker", id,
                    "Reset the breaker in front of \(breaker.key) after \(breaker.failureCount) failures"))
            try await BreakerNews(breakers: [breaker.key]).tell(on: db)
            return breaker
        }
    }

    /// Ends a lockout, so that its caller may try the login again; the answer is what there was.
    @discardableResult
    public func resetLockout(_ id: Lockout.ID, by actor: Actor) async throws -> Lockout {
        try actor.require(.editCredentials)
        return try await database.transaction { db in
            guard let lockout = try await LockoutRepository(db).delete(id) else { throw Problem.notFound("lockout") }
            let device = try await DeviceRepository(db).find(lockout.key.deviceID)?.name.text ?? "a removed device"
            try await AuditRepository(db).append(
                actor.entry(
                    "lockout.reset", "device", lockout.key.deviceID,
                    "Ended the lockout of the login \(lockout.key.login) on \(device) after \(lockout.refusalCount) refusals"
                ))
            try await BreakerNews(devices: [lockout.key.deviceID]).tell(on: db)
            return lockout
        }
    }
}
