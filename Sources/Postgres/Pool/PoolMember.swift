/// One connection of a pool, how many use it, and how long it may live.
struct PoolMember {
    typealias Instant = ContinuousClock.Instant

    /// What is to be done with an idle connection.
    enum Care: Equatable {
        case nothing
        case check
        case close
    }

    let connection: PostgresConnection
    let expires: Instant
    var load = 0
    /// Whether it served anyone yet; a new connection does so at least once, however short its life is to be.
    var wasUsed = false
    var idleSince: Instant
    /// When it last showed that it works.
    var lastSeen: Instant

    init(_ connection: PostgresConnection, age: Duration, now: Instant) {
        self.connection = connection
        expires = now + age * Double.random(in: 0.9...1.1)
        idleSince = now
        lastSeen = now
    }

    /// What it needs when nobody uses it; `isSpare` when others of its kind are open.
    static func care(
        load: Int, expires: Instant, idleSince: Instant, lastSeen: Instant, isSpare: Bool,
        _ configuration: PostgresConfiguration, now: Instant
    ) -> Care {
        if load > 0 { return .nothing }
        if expires <= now { return .close }
        if isSpare, idleSince + configuration.maxIdleTime <= now { return .close }
        return lastSeen + configuration.healthCheckInterval <= now ? .check : .nothing
    }
}
