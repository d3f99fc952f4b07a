import Domain
import Foundation
import Services

extension BreakerPages.Row {
    /// An open breaker in the list.
    init(_ open: OpenBreaker, context: SignedInContext) {
        let breaker = open.breaker
        self.init(
            id: breaker.id.description, address: breaker.key.description,
            devices: open.devices.map { Component.Link(title: $0.name.text, url: "/devices/\($0.id)") },
            badge: Component.Badge(breaker), failures: Measure.count(breaker.failureCount, "failure"),
            lastFailure: breaker.lastFailure, since: Component.Timestamp(exactly: breaker.opening?.since),
            next: breaker.probe == nil
                ? Component.Timestamp(exactly: breaker.opening?.nextProbeAt)
                : Component.Timestamp(iso: "", text: "right now"),
            reset: Component.Action(resetting: breaker, context: context))
    }
}

extension BreakerPages.LockoutRow {
    /// A lockout in the list.
    init(_ held: HeldLogin, context: SignedInContext) {
        let lockout = held.lockout
        self.init(
            id: lockout.id.description, login: lockout.key.login,
            device: Component.Link(title: held.deviceName, url: "/devices/\(lockout.key.deviceID)"),
            caller: held.caller, refusals: Measure.count(lockout.refusalCount, "refusal"),
            lastFailure: lockout.lastFailure, since: Component.Timestamp(exactly: lockout.lockedAt),
            until: Component.Timestamp(exactly: lockout.lockedUntil),
            reset: Component.Action(resetting: lockout, context: context))
    }
}

extension BreakerPages.Holds {
    /// The breaker in front of a device, and the lockouts on it.
    init(_ device: Device, breaker: Breaker?, logins: [HeldLogin], context: SignedInContext) {
        self.init(
            fragmentURL: "/devices/\(device.id)/holds",
            rows: [breaker].compactMap { $0 }.map { BreakerPages.Hold($0, on: device, context: context) }
                + logins.map { BreakerPages.Hold($0, on: device, context: context) })
    }

    /// Loads it.
    static func load(_ device: Device, _ services: Services, _ context: SignedInContext) async throws -> Self {
        let actor = context.actor
        return Self(
            device, breaker: try await services.breakers.openBreaker(of: device, by: actor),
            logins: try await services.breakers.heldLogins(on: device.id, page: Page(number: 1, size: 20), by: actor)
                .elements,
            context: context)
    }
}

extension BreakerPages.Hold {
    /// A breaker that is open.
    init(_ breaker: Breaker, on device: Device, context: SignedInContext) {
        let attempts = breaker.failureCount == 1 ? "1 attempt" : "\(breaker.failureCount) attempts in a row"
        let next =
            breaker.probe == nil
            ? "Nothing connects to it before the next attempt, due at "
                + Component.Timestamp(exactly: breaker.opening?.nextProbeAt).text + "."
            : "One session is finding out right now whether it answers again."
        self.init(
            notice: Component.Notice(
                tone: "warning",
                title: "Not being tried since " + Component.Timestamp(exactly: breaker.opening?.since).text,
                text: "\(attempts) did not reach \(breaker.key). \(next) Last error: \(breaker.lastFailure)",
                linkTitle: "", linkURL: ""),
            reset: Component.Action(resetting: breaker, device: device.id, context: context))
    }

    /// A login that is held back.
    init(_ held: HeldLogin, on device: Device, context: SignedInContext) {
        let lockout = held.lockout
        let isOwn = lockout.key.caller.person == context.actor.user.id
        self.init(
            notice: Component.Notice(
                tone: "info",
                title: "The login \(lockout.key.login) is not tried for \(isOwn ? "you" : held.caller)",
                text: "It was refused \(lockout.refusalCount) times; one more might lock the account on the device. "
                    + "It may be tried again at \(Component.Timestamp(exactly: lockout.lockedUntil).text), or as soon as "
                    + "the secret of the credential set is corrected. Nobody else is held back by this.",
                linkTitle: "", linkURL: ""),
            reset: Component.Action(resetting: lockout, device: device.id, context: context))
    }
}

extension HeldLogin {
    /// Who is held back, as pages say it.
    var caller: String { callerName.isEmpty ? "scheduled work" : callerName }
}

extension Component.Badge {
    /// Whether the breaker waits or probes.
    init(_ breaker: Breaker) {
        switch breaker.state {
        case .closed: self.init(text: "tried again", tone: "success")
        case .open: self.init(text: "not tried", tone: "warning")
        case .halfOpen: self.init(text: "being tried", tone: "progress")
        }
    }
}

extension Component.Action {
    /// Closes a breaker, and leads back to the device's page when there is one.
    fileprivate init(resetting breaker: Breaker, device: Device.ID? = nil, context: SignedInContext) {
        let back = device.map { "?device=\($0)" } ?? ""
        self = .make(
            "reset", "Try now", url: "/breakers/\(breaker.id)/reset" + back, icon: "refresh",
            whyNot: context.whyNot(.readDevices))
    }

    /// Ends a lockout, and leads back to the device's page when there is one.
    fileprivate init(resetting lockout: Lockout, device: Device.ID? = nil, context: SignedInContext) {
        let back = device.map { "?device=\($0)" } ?? ""
        self = .make(
            "reset", "End the wait", url: "/breakers/lockouts/\(lockout.id)/reset" + back, icon: "refresh",
            whyNot: context.whyNot(.editCredentials))
    }
}

extension Component.Timestamp {
    /// A time to the second, for pauses that are over in less than a minute.
    init(exactly date: Date?) {
        guard let date else {
            self.init(iso: "", text: "")
            return
        }
        let iso = date.formatted(.iso8601)
        self.init(iso: iso, text: iso.replacing("T", with: " ").replacing("Z", with: " UTC"))
    }
}
