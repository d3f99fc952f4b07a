import Domain
import Services

extension DevicePages.Index.Row {
    /// A device in the list.
    init(_ device: Device, _ state: Reachability.State?, platform: String) {
        self.init(
            id: device.id.description, name: device.name.text, url: "/devices/\(device.id)",
            address: "\(device.host):\(device.port)", platform: platform, tags: device.tags.map { Component.Link($0) },
            badge: Component.Badge(device, state),
            detail: device.lastFailure, lastSeen: Component.Timestamp(device.lastSeenAt))
    }
}

extension Component.Link {
    /// A tag, leading to the devices that have it.
    init(_ tag: Tag) {
        self.init(title: tag.text, url: "/devices?tag=\(tag.text.percentEncoded)")
    }
}

extension DevicePages.HostKey {
    /// The pinned key.
    init(pinned record: HostKeyRecord?, by name: String, url: String) {
        let isChanged = record?.offered != nil
        let badge =
            record == nil
            ? Component.Badge(text: "not known yet", tone: "neutral")
            : Component.Badge(text: isChanged ? "changed" : "pinned", tone: isChanged ? "warning" : "success")
        self.init(
            badge: badge, algorithm: record?.pinned.algorithm ?? "", fingerprint: record?.pinned.fingerprint ?? "",
            time: Component.Timestamp(record?.pinnedAt), by: record == nil ? "" : name, reviewURL: url + "/host-key")
    }

    /// The key that was offered later and refused.
    init(offered record: HostKeyRecord?, address: String, url: String) {
        let key = record?.offered
        self.init(
            badge: Component.Badge(text: key == nil ? "none" : "refused", tone: key == nil ? "neutral" : "warning"),
            algorithm: key?.algorithm ?? "", fingerprint: key?.fingerprint ?? "",
            time: Component.Timestamp(record?.offeredAt), by: key == nil ? "" : "offered by \(address)",
            reviewURL: url + "/host-key")
    }
}

extension DevicePages.Show {
    /// A device at a glance.
    init(
        _ frame: DeviceFrame, facts: KnownFacts?, holds: BreakerPages.Holds, reachability: ReachabilityReport,
        credentials: CredentialSet?,
        ssh: SSHReport?, pinnedBy: String,
        jobs: [JobPages.Row], eventsURL: String,
        changes: [ChangeSummary], backups: [BackupPages.Row], context: SignedInContext
    ) {
        let device = frame.device
        let header = frame.header(.overview, context)
        self.init(
            header: header, holds: holds,
            facts: [
                .make("Address", "\(device.host):\(device.port)", isMonospaced: true)
            ] + frame.jumpHosts.reversed().map { .make("Through", $0.name.text, url: "/devices/\($0.id)") } + [
                .make("Platform", frame.platformTitle)
            ] + (facts?.overview ?? []) + [
                .make("Site", device.site?.text ?? "none"),
                .make(
                    "Credentials", credentials?.name ?? "none", url: credentials.map { "/credentials/\($0.id)" } ?? ""),
                .make("Added", Component.Timestamp(device.createdAt).text),
                .make("Last seen", Component.Timestamp(device.lastSeenAt).text),
            ],
            tags: device.tags.map { Component.Link($0) }, notes: device.notes,
            reachability: DevicePages.Reachability(reachability, of: device, isExplained: ssh.explains(device)),
            usesSSH: device.accessProtocol == .ssh, ssh: DevicePages.SSH(ssh, of: device, editURL: header.editURL),
            hostKey: DevicePages.HostKey(pinned: frame.hostKey, by: pinnedBy, url: frame.url), jobs: jobs,
            eventsURL: eventsURL, changes: changes.map { ChangePages.Row($0) }, backups: backups,
            canPropose: context.actor.may(.proposeChanges))
    }
}

extension SSHReport? {
    /// Whether what is said of a device's SSH says already why its last session failed.
    func explains(_ device: Device) -> Bool { self?.known.mismatch?.sentence == device.lastFailure }
}
