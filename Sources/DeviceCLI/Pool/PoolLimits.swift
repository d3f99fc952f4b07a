/// How many sessions a pool keeps, for how long, and how fast it opens new ones.
public struct PoolLimits: Sendable, Hashable {
    /// Sessions in all, idle ones included; the least recently used idle one goes first.
    public var sessions: Int
    /// Sessions with one device, whoever asks; many devices allow no more than five.
    public var perDevice: Int
    /// Sessions with the devices of one site; nil for no bound.
    public var perSite: Int?
    /// Logins under way at once.
    public var logins: Int
    /// Logins under way at once with the devices of one site, which share an AAA server.
    public var loginsPerSite: Int
    /// How long a session stays open unused.
    public var idleAge: Duration
    /// How long a session is used at all.
    public var absoluteAge: Duration
    /// How often an idle session says «still here».
    public var keepAlive: Duration
    /// How long somebody waits for a session before that is an error.
    public var waiting: Duration

    /// The usual bounds.
    public init(
        sessions: Int = 2000, perDevice: Int = 2, perSite: Int? = nil, logins: Int = 64, loginsPerSite: Int = 32,
        idleAge: Duration = .seconds(120), absoluteAge: Duration = .seconds(3600), keepAlive: Duration = .seconds(30),
        waiting: Duration = .seconds(300)
    ) {
        self.sessions = sessions
        self.perDevice = perDevice
        self.perSite = perSite
        self.logins = logins
        self.loginsPerSite = loginsPerSite
        self.idleAge = idleAge
        self.absoluteAge = absoluteAge
        self.keepAlive = keepAlive
        self.waiting = waiting
    }
}
