import Testing

@testable import DeviceCLI

/// Who gets which session, without a socket and with a clock of the test's own.
struct PoolBookTests {
    let start = ContinuousClock.now

    func key(_ host: String, proof: UInt8 = 0, context: String = "main") -> SessionKey {
        SessionKey(
            context: context, address: DeviceAddress(host: host), username: "admin", proof: [proof],
            platform: "cisco_ios", terms: "")
    }

    @Test func `a session that came back is used again by the same key only`() {
        var book = PoolBook(limits: PoolLimits(perDevice: 9))
        #expect(book.ask(1, for: self.key("a"), site: nil, now: self.start) == [.grant(.open(1), waiter: 1)])
        #expect(book.opened(1, now: self.start).isEmpty)
        #expect(book.returned(1, now: self.start).isEmpty)
        #expect(book.ask(2, for: self.key("a", proof: 1), site: nil, now: self.start) == [.grant(.open(2), waiter: 2)])
        #expect(
            book.ask(3, for: self.key("a", context: "other"), site: nil, now: self.start)
                == [.grant(.open(3), waiter: 3)])
        #expect(book.ask(4, for: self.key("b"), site: nil, now: self.start) == [.grant(.open(4), waiter: 4)])
        #expect(book.ask(5, for: self.key("a"), site: nil, now: self.start) == [.grant(.reuse(1), waiter: 5)])
    }

    @Test func `the cap of a device makes the next one wait, an idle session with other credentials gives way`() {
        var book = PoolBook(limits: PoolLimits(perDevice: 1))
        _ = book.ask(1, for: self.key("a"), site: nil, now: self.start)
        #expect(book.ask(2, for: self.key("a", proof: 1), site: nil, now: self.start).isEmpty)
        #expect(book.opened(1, now: self.start).isEmpty)
        #expect(
            book.returned(1, now: self.start) == [.close(1), .grant(.open(2), waiter: 2)])
        #expect(book.counts == (1, 0, 0))
    }

    @Test func `one who cannot be served does not hold up the others, and is served first of all when it can`() {
        var book = PoolBook(limits: PoolLimits(perDevice: 1))
        _ = book.ask(1, for: self.key("a"), site: nil, now: self.start)
        _ = book.opened(1, now: self.start)
        #expect(book.ask(2, for: self.key("a"), site: nil, now: self.start).isEmpty)
        #expect(book.ask(3, for: self.key("a"), site: nil, now: self.start).isEmpty)
        #expect(book.ask(4, for: self.key("b"), site: nil, now: self.start) == [.grant(.open(2), waiter: 4)])
        #expect(book.returned(1, now: self.start) == [.grant(.reuse(1), waiter: 2)])
        #expect(book.gone(1, now: self.start) == [.grant(.open(3), waiter: 3)])
    }

    @Test func `at the cap of all the least recently used idle session goes`() {
        var book = PoolBook(limits: PoolLimits(sessions: 2))
        for (waiter, host) in [(1, "a"), (2, "b")] {
            _ = book.ask(waiter, for: self.key(host), site: nil, now: self.start)
            _ = book.opened(waiter, now: self.start)
        }
        #expect(book.ask(3, for: self.key("c"), site: nil, now: self.start).isEmpty)
        #expect(book.returned(2, now: self.start + .seconds(1)) == [.close(2), .grant(.open(3), waiter: 3)])
        _ = book.opened(3, now: self.start)
        #expect(book.returned(1, now: self.start + .seconds(2)).isEmpty)
        #expect(book.returned(3, now: self.start + .seconds(3)).isEmpty)
        #expect(
            book.ask(4, for: self.key("d"), site: nil, now: self.start + .seconds(4))
                == [.close(1), .grant(.open(4), waiter: 4)])
    }

    @Test func `logins under way are throttled in all and by site`() {
        var book = PoolBook(limits: PoolLimits(logins: 3, loginsPerSite: 1))
        #expect(book.ask(1, for: self.key("a"), site: "s", now: self.start).count == 1)
        #expect(book.ask(2, for: self.key("b"), site: "s", now: self.start).isEmpty)
        #expect(book.ask(3, for: self.key("c"), site: nil, now: self.start).count == 1)
        #expect(book.ask(4, for: self.key("d"), site: nil, now: self.start).count == 1)
        #expect(book.ask(5, for: self.key("e"), site: nil, now: self.start).isEmpty)
        #expect(book.opened(1, now: self.start) == [.grant(.open(4), waiter: 2)])
        #expect(book.gone(2, now: self.start) == [.grant(.open(5), waiter: 5)])
    }

    @Test func `the cap of a site counts all its devices`() {
        var book = PoolBook(limits: PoolLimits(perSite: 1))
        _ = book.ask(1, for: self.key("a"), site: "s", now: self.start)
        _ = book.opened(1, now: self.start)
        #expect(book.ask(2, for: self.key("b"), site: "s", now: self.start).isEmpty)
        #expect(book.ask(3, for: self.key("c"), site: "t", now: self.start).count == 1)
        #expect(book.returned(1, now: self.start) == [.close(1), .grant(.open(3), waiter: 2)])
    }

    @Test func `sessions end by idle age and by absolute age, and none that is too old is given out`() {
        let limits = PoolLimits(idleAge: .seconds(10), absoluteAge: .seconds(30))
        var book = PoolBook(limits: limits)
        _ = book.ask(1, for: self.key("a"), site: nil, now: self.start)
        _ = book.opened(1, now: self.start)
        _ = book.returned(1, now: self.start)
        #expect(book.expire(self.start + .seconds(9)).isEmpty)
        #expect(
            book.ask(2, for: self.key("a"), site: nil, now: self.start + .seconds(11)) == [.grant(.open(2), waiter: 2)])
        #expect(book.expire(self.start + .seconds(11)) == [.close(1)])
        _ = book.opened(2, now: self.start + .seconds(11))
        #expect(book.returned(2, now: self.start + .seconds(41)) == [.close(2)])
        #expect(book.counts == (0, 0, 0))
    }

    @Test func `a request that is taken back is not granted, an answer that comes twice changes nothing`() {
        var book = PoolBook(limits: PoolLimits(perDevice: 1))
        _ = book.ask(1, for: self.key("a"), site: nil, now: self.start)
        _ = book.ask(2, for: self.key("a"), site: nil, now: self.start)
        let (first, second) = (book.forget(2), book.forget(2))
        #expect(first && !second)
        #expect(book.gone(1, now: self.start).isEmpty)
        #expect(book.gone(1, now: self.start).isEmpty)
        #expect(book.opened(1, now: self.start).isEmpty)
        #expect(book.counts == (0, 0, 0))
    }

    /// Counters that drift would close a device to everybody for ever.
    @Test(arguments: [1, 2, 3, 4, 5])
    func `whatever happens in whatever order, no cap is exceeded and nothing leaks`(seed: UInt64) {
        var numbers = SplitMix(state: seed)
        let limits = PoolLimits(
            sessions: 6, perDevice: 2, perSite: 3, logins: 3, loginsPerSite: 2, idleAge: .seconds(5),
            absoluteAge: .seconds(20))
        var book = PoolBook(limits: limits)
        var now = self.start
        var opening: [Int: String] = [:]
        var busy: [Int: String] = [:]
        var idle: Set<Int> = []
        var hosts: [Int: String] = [:]
        var lastWaiter = 0
        for _ in 0..<4000 {
            now += .milliseconds(Int.random(in: 0...400, using: &numbers))
            let actions: [PoolBook.Action]
            switch Int.random(in: 0..<6, using: &numbers) {
            case 0, 1:
                lastWaiter += 1
                let host = ["a", "b", "c", "d"].randomElement(using: &numbers) ?? "a"
                hosts[lastWaiter] = host
                let proof = UInt8.random(in: 0...1, using: &numbers)
                actions = book.ask(
                    lastWaiter, for: self.key(host, proof: proof), site: host < "c" ? "s" : nil, now: now)
            case 2:
                guard let number = opening.keys.sorted().randomElement(using: &numbers) else { continue }
                busy[number] = opening.removeValue(forKey: number)
                actions = book.opened(number, now: now)
            case 3:
                guard let number = busy.keys.sorted().randomElement(using: &numbers) else { continue }
                busy[number] = nil
                idle.insert(number)
                actions = book.returned(number, now: now)
            case 4:
                guard let number = (opening.keys.sorted() + busy.keys.sorted()).randomElement(using: &numbers) else {
                    continue
                }
                opening[number] = nil
                busy[number] = nil
                actions = book.gone(number, now: now)
            default: actions = book.expire(now)
            }
            for action in actions {
                switch action {
                case .close(let number):
                    let wasIdle = idle.remove(number) != nil
                    #expect(wasIdle)
                case .grant(.open(let number), let waiter): opening[number] = hosts[waiter]
                case .grant(.reuse(let number), let waiter):
                    let wasIdle = idle.remove(number) != nil
                    #expect(wasIdle)
                    busy[number] = hosts[waiter]
                }
            }
            let held = Array(opening.values) + Array(busy.values)
            #expect(opening.count <= 3)
            #expect(opening.count + busy.count + idle.count <= 6)
            #expect(opening.count + busy.count + idle.count == book.counts.all)
            for host in ["a", "b", "c", "d"] { #expect(held.count { $0 == host } <= 2) }
            #expect(held.count { $0 < "c" } <= 3)
        }
    }
}
