import Domain
import Services

/// One device with what the head of every page about it shows.
struct DeviceFrame: Sendable {
    let device: Device
    let platformTitle: String
    let hostKey: HostKeyRecord?
    /// The devices on the way to it, the first hop first.
    let jumpHosts: [Device]
    /// None while nothing is known.
    let state: Reachability.State?
    /// Set while the device is not being tried.
    let breaker: Breaker?
    let backupCount: Int
    let changeCount: Int

    /// The sides from which a device is shown.
    enum Tab: CaseIterable {
        case overview, facts, configuration, backups, changes
    }

    /// Loads it all; a device that does not exist is a page that does not.
    static func load(_ id: Device.ID, _ services: Services, by actor: Actor) async throws -> DeviceFrame {
        let device = try await services.devices.find(id, by: actor)
        let one = Page(number: 1, size: 1)
        async let hostKey = services.devices.hostKey(id, by: actor)
        async let jumpHosts = services.devices.jumpHosts(of: device, by: actor)
        async let states = services.reachability.states(of: [id], by: actor)
        async let breaker = services.breakers.openBreaker(of: device, by: actor)
        async let backups = services.backups.list(of: id, page: one, by: actor).total
        async let changes = services.changes.list(ChangeFilter(deviceID: id, page: one), by: actor).total
        return DeviceFrame(
            device: device, platformTitle: services.platforms.title(of: device.platform),
            hostKey: try await hostKey, jumpHosts: try await jumpHosts, state: try await states[id],
            breaker: try await breaker,
            backupCount: try await backups,
            changeCount: try await changes)
    }

    var url: String { "/devices/\(device.id)" }

    /// The links above a page that lies below the device's own.
    var breadcrumbs: [Component.Link] {
        [Component.Link(title: "Devices", url: "/devices"), Component.Link(title: device.name.text, url: url)]
    }

    var hasOfferedKey: Bool { hostKey?.offered != nil }

    /// The head of a page.
    func header(_ tab: Tab, _ context: SignedInContext) -> DevicePages.Header {
        DevicePages.Header(
            name: device.name.text, url: url, address: "\(device.host):\(device.port)", platform: platformTitle,
            badge: hasOfferedKey ? Component.Badge(text: "host key changed", tone: "warning") : .init(device, state),
            marks: marks, tabs: tabs(tab), notices: notices(tab),
            actions: actions(tab, context),
            editURL: context.actor.may(.editDevices) ? url + "/edit" : "")
    }

    /// What makes sessions with it less safe than others.
    private var marks: [Component.Badge] {
        (device.accessProtocol == .telnet ? [.telnet] : [])
            + (device.allowsLegacyAlgorithms ? [.legacyAlgorithms] : [])
    }

    private func tabs(_ current: Tab) -> [Component.Tab] {
        Tab.allCases.map { tab in
            let (title, path, count) =
                switch tab {
                case .overview: ("Overview", "", "")
                case .facts: ("Facts", "/facts", "")
                case .configuration: ("Configuration", "/configuration", "")
                case .backups: ("Backups", "/backups", String(backupCount))
                case .changes: ("Changes", "/changes", String(changeCount))
                }
            return Component.Tab(title: title, url: url + path, count: count, isCurrent: tab == current)
        }
    }

    private func notices(_ tab: Tab) -> [Component.Notice] {
        var notices: [Component.Notice] = []
        if hasOfferedKey {
            notices.append(
                Component.Notice(
                    tone: "warning", title: "The host key has changed",
                    text: "The device was refused because it answers with another key than the pinned one. "
                        + "Nothing is read or sent until a person has reviewed it.",
                    linkTitle: "Review the host key", linkURL: url + "/host-key"))
        }
        // The overview says more, and keeps it fresh.
        if let opening = breaker?.opening, tab != .overview {
            notices.append(
                Component.Notice(
                    tone: "warning",
                    title: "Not being tried since " + Component.Timestamp(exactly: opening.since).text,
                    text: "One attempt after the other did not reach it, so nothing is read or sent for a while.",
                    linkTitle: "See why, and have it tried", linkURL: url))
        }
        return notices
    }

    private func actions(_ tab: Tab, _ context: SignedInContext) -> [Component.Action] {
        var whyNot = context.whyNot(.readDevices)
        if whyNot.isEmpty, device.credentialSetID == nil {
            whyNot = "\(device.name) has no credential set, so nobody can sign in to it."
        }
        switch tab {
        case .overview:
            return [.make("test", "Test connection", url: url + "/connection-tests", icon: "jobs", whyNot: whyNot)]
        case .facts:
            return [
                .make(
                    "read", "Read facts", url: url + "/fact-reads", icon: "refresh", style: "primary", whyNot: whyNot)
            ]
        case .configuration:
            return [
                .make(
                    "read", "Read now", url: url + "/configuration-reads", icon: "refresh", style: "primary",
                    whyNot: whyNot)
            ]
        case .backups:
            return [
                .make("backup", "Back up now", url: url + "/backups", icon: "backups", style: "primary", whyNot: whyNot)
            ]
        case .changes: return []
        }
    }
}

extension PlatformCatalogue {
    /// The title of a platform; its name when its file is gone.
    func title(of name: PlatformName) -> String {
        platforms.first { $0.name == name }?.title ?? name.text
    }
}
