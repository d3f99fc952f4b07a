/// Who holds which session and who waits for one, as a pure state machine: requests in, decisions out, no socket and no clock.
struct PoolBook: Sendable {
    /// The number of a session in this book.
    typealias Number = Int

    /// What somebody who asked for a session is to do.
    enum Grant: Sendable, Equatable {
        /// Use this one, which is signed in already.
        case reuse(Number)
        /// Open a new one under this number.
        case open(Number)
    }

    /// What the owner of the sessions has to do next.
    enum Action: Sendable, Equatable {
        /// Tell the one who waits.
        case grant(Grant, waiter: Int)
        /// Close this session; the book knows it no longer.
        case close(Number)
    }

    private enum State: Equatable {
        case opening, busy
        case idle(since: ContinuousClock.Instant)
    }

    private struct Entry {
        let key: SessionKey
        let site: String?
        var openedAt: ContinuousClock.Instant
        var state: State
    }

    private struct Request {
        let waiter: Int
        let key: SessionKey
        let site: String?
    }

    let limits: PoolLimits
    private var entries: [Number: Entry] = [:]
    private var numbersByKey: [SessionKey: Set<Number>] = [:]
    private var countByDevice: [DeviceAddress: Int] = [:]
    private var countBySite: [String: Int] = [:]
    private var loginsBySite: [String: Int] = [:]
    private var logins = 0
    private var waiting: [Request] = []
    private var lastNumber = 0

    init(limits: PoolLimits) {
        self.limits = limits
    }

    /// Sessions open or opening, and those of them that are idle.
    var counts: (all: Int, idle: Int, waiting: Int) {
        (self.entries.count, self.entries.values.count { self.isIdle($0) }, self.waiting.count)
    }

    /// Asks for a session; the answer comes as a grant, now or after somebody gives one back.
    mutating func ask(_ waiter: Int, for key: SessionKey, site: String?, now: ContinuousClock.Instant) -> [Action] {
        self.waiting.append(Request(waiter: waiter, key: key, site: site))
        return self.serve(now)
    }

    /// Takes back a request that was not granted yet; says whether it was there.
    mutating func forget(_ waiter: Int) -> Bool {
        guard let index = self.waiting.firstIndex(where: { $0.waiter == waiter }) else { return false }
        self.waiting.remove(at: index)
        return true
    }

    /// The session of this number is signed in and in use.
    mutating func opened(_ number: Number, now: ContinuousClock.Instant) -> [Action] {
        guard let entry = self.entries[number], entry.state == .opening else { return [] }
        self.countLogin(entry.site, -1)
        self.entries[number]?.state = .busy
        self.entries[number]?.openedAt = now
        return self.serve(now)
    }

    /// The session came back and can be used again, unless it is too old.
    mutating func returned(_ number: Number, now: ContinuousClock.Instant) -> [Action] {
        guard let entry = self.entries[number] else { return [] }
        if now - entry.openedAt >= self.limits.absoluteAge { return self.gone(number, now: now) + [.close(number)] }
        self.entries[number]?.state = .idle(since: now)
        return self.serve(now)
    }

    /// The session, or the try to open it, failed; its owner has closed it.
    mutating func gone(_ number: Number, now: ContinuousClock.Instant) -> [Action] {
        self.remove(number)
        return self.serve(now)
    }

    /// Gives up what was idle or alive for too long.
    mutating func expire(_ now: ContinuousClock.Instant) -> [Action] {
        let old = self.entries.filter { _, entry in
            guard case .idle(let since) = entry.state else { return false }
            return now - since >= self.limits.idleAge || now - entry.openedAt >= self.limits.absoluteAge
        }
        for number in old.keys { self.remove(number) }
        return old.keys.sorted().map { .close($0) } + self.serve(now)
    }

    /// Gives up every idle session of a device, because what it was used for changed.
    mutating func giveUp(_ address: DeviceAddress, now: ContinuousClock.Instant) -> [Action] {
        let idle = self.entries.filter { $0.value.key.address == address && self.isIdle($0.value) }.keys.sorted()
        for number in idle { self.remove(number) }
        return idle.map { .close($0) } + self.serve(now)
    }

    /// The idle sessions.
    var idle: [Number] { self.entries.filter { self.isIdle($0.value) }.keys.sorted() }

    /// Grants what can be granted, the longest waiting first; one that cannot be served does not hold up the next.
    private mutating func serve(_ now: ContinuousClock.Instant) -> [Action] {
        var actions: [Action] = []
        var left: [Request] = []
        for request in self.waiting {
            if let number = self.idleSession(for: request.key, now) {
                self.entries[number]?.state = .busy
                actions.append(.grant(.reuse(number), waiter: request.waiter))
            } else if let room = self.roomToOpen(request) {
                for number in room {
                    self.remove(number)
                    actions.append(.close(number))
                }
                actions.append(.grant(.open(self.insert(request, now)), waiter: request.waiter))
            } else {
                left.append(request)
            }
        }
        self.waiting = left
        return actions
    }

    /// The session of this key that was used last: the others may grow old and go.
    private func idleSession(for key: SessionKey, _ now: ContinuousClock.Instant) -> Number? {
        let numbers = self.numbersByKey[key] ?? []
        let idle = numbers.compactMap { number -> (Number, ContinuousClock.Instant)? in
            guard let entry = self.entries[number], case .idle(let since) = entry.state,
                now - since < self.limits.idleAge, now - entry.openedAt < self.limits.absoluteAge
            else { return nil }
            return (number, since)
        }
        return idle.max { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }

    /// The idle sessions that have to go before this request may open one; nil when it has to wait.
    private func roomToOpen(_ request: Request) -> [Number]? {
        guard self.logins < self.limits.logins else { return nil }
        if let site = request.site, self.loginsBySite[site, default: 0] >= self.limits.loginsPerSite { return nil }
        var going: Set<Number> = []
        let address = request.key.address
        if self.countByDevice[address, default: 0] >= self.limits.perDevice {
            guard let number = self.oldestIdle(where: { $0.key.address == address }) else { return nil }
            going.insert(number)
        }
        if let site = request.site, let most = self.limits.perSite,
            self.countBySite[site, default: 0] - going.count >= most
        {
            guard let number = self.oldestIdle(where: { $0.site == site }) else { return nil }
            going.insert(number)
        }
        if self.entries.count - going.count >= self.limits.sessions {
            guard let number = self.oldestIdle(where: { _ in true }) else { return nil }
            going.insert(number)
        }
        return going.sorted()
    }

    private func oldestIdle(where isMeant: (Entry) -> Bool) -> Number? {
        var oldest: (number: Number, since: ContinuousClock.Instant)?
        for (number, entry) in self.entries {
            guard case .idle(let since) = entry.state, isMeant(entry) else { continue }
            if oldest.map({ (since, number) < ($0.since, $0.number) }) ?? true { oldest = (number, since) }
        }
        return oldest?.number
    }

    private func isIdle(_ entry: Entry) -> Bool { if case .idle = entry.state { true } else { false } }

    private mutating func insert(_ request: Request, _ now: ContinuousClock.Instant) -> Number {
        self.lastNumber += 1
        self.entries[self.lastNumber] = Entry(key: request.key, site: request.site, openedAt: now, state: .opening)
        self.numbersByKey[request.key, default: []].insert(self.lastNumber)
        self.countByDevice[request.key.address, default: 0] += 1
        if let site = request.site { self.countBySite[site, default: 0] += 1 }
        self.countLogin(request.site, 1)
        return self.lastNumber
    }

    private mutating func remove(_ number: Number) {
        guard let entry = self.entries.removeValue(forKey: number) else { return }
        if entry.state == .opening { self.countLogin(entry.site, -1) }
        self.numbersByKey[entry.key]?.remove(number)
        if self.numbersByKey[entry.key]?.isEmpty == true { self.numbersByKey[entry.key] = nil }
        Self.count(&self.countByDevice, entry.key.address, -1)
        if let site = entry.site { Self.count(&self.countBySite, site, -1) }
    }

    private mutating func countLogin(_ site: String?, _ change: Int) {
        self.logins += change
        if let site { Self.count(&self.loginsBySite, site, change) }
    }

    private static func count<Key: Hashable>(_ counts: inout [Key: Int], _ key: Key, _ change: Int) {
        let count = counts[key, default: 0] + change
        counts[key] = count > 0 ? count : nil
    }
}
