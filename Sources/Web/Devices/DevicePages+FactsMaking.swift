import Domain
import Services

extension DevicePages.FactReport {
    /// So many interfaces are shown on the page; all of them are in the API.
    private static let interfaceLimit = 1000

    /// What the device told last, and the job that asks now or asked last.
    init(_ known: KnownFacts?, of device: Device, job: Job?, context: SignedInContext) {
        let isLive = job.map { !$0.state.isFinal } ?? false
        let status = ReadingStatus(
            job, readAt: known?.readAt, kept: "What is shown is from the last reading that succeeded.",
            success: known.map {
                $0.factProtocol == .cli ? "Told on its command line." : "Told over \($0.factProtocol.title)."
            } ?? "")
        self.init(
            fragmentURL: "/devices/\(device.id)/facts/report",
            eventsURL: isLive ? job.map { "/jobs/\($0.id)/events" } ?? "" : "", isLive: isLive, badge: status.badge,
            sentence: status.sentence, readAt: Component.Timestamp(known?.readAt, never: ""),
            facts: known?.lines ?? [], summary: known.map(Self.summary) ?? "",
            interfaces: (known?.interfaces ?? []).prefix(Self.interfaceLimit).map { Interface($0) },
            cancel: isLive ? job.map { [Component.Action(cancelling: $0, context: context)] } ?? [] : [])
    }

    private static func summary(_ known: KnownFacts) -> String {
        let up = known.interfaces.count { $0.state?.lowercased() == "up" }
        let total = Measure.count(known.interfaces.count, "interface")
        let cut = known.interfaces.count > interfaceLimit ? "; the first \(interfaceLimit) are shown" : ""
        return "\(total), \(up) up\(cut)"
    }
}

extension DevicePages.FactReport.Interface {
    /// An interface in the device's own words.
    init(_ one: KnownFacts.Interface) {
        let word = one.state ?? "not told"
        let tone =
            switch word.lowercased() {
            case "up", "connected": "success"
            case "down", "notconnect", "lowerlayerdown": "warning"
            default: "neutral"
            }
        self.init(
            name: one.name, state: Component.Badge(text: word, tone: tone), address: one.address ?? "",
            description: one.description ?? "")
    }
}

extension KnownFacts {
    /// What a first look at the device shows.
    var overview: [Component.Fact] { lines.filter { ["Model", "System", "Serial number"].contains($0.label) } }

    /// Everything but the interfaces, by name; what the device did not tell is left out.
    var lines: [Component.Fact] {
        let system = [os, version ?? ""].filter { !$0.isEmpty && $0 != "unknown" }.joined(separator: " ")
        let told: [(String, String?)] = [
            ("Host name", hostname), ("Vendor", vendor == "unknown" ? nil : vendor), ("Model", model),
            ("System", system.isEmpty ? nil : system), ("Serial number", serial),
            ("Up since", startedAt.map { Component.Timestamp($0).text }),
        ]
        return told.compactMap { label, value in value.map { .make(label, $0) } }
    }
}

extension DevicePages.Identity {
    /// What is pinned for the protocol of the facts.
    init(
        _ known: ServiceIdentity?, url: String, reason: String, problem: Problem?, context: SignedInContext
    ) {
        self.init(
            title: known.map { "Identity for \($0.service.title)" } ?? "", pinned: known?.pinned ?? "",
            pinnedAt: Component.Timestamp(known?.pinnedAt), offered: known?.offered ?? "",
            offeredAt: Component.Timestamp(known?.offeredAt),
            form: Component.Form(
                action: url + "/identity", submitTitle: "Accept what it shows now", cancelURL: url + "/facts",
                error: problem?.formError(besides: ["reason"]) ?? "",
                fields: [
                    .hidden("shown", known?.offered ?? ""),
                    .make(
                        "reason", "Reason", kind: "textarea", value: reason,
                        help: "How you made sure that this is the device, for the record.", isRequired: true, rows: 2,
                        problems: problem?.fields ?? []),
                ]),
            canAccept: context.actor.may(.editCredentials) && known?.offered != nil)
    }
}
