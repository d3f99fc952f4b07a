import Domain
import Services

extension DevicePages.SSH {
    /// What is known of a device's SSH; `editURL` is empty for who may not edit.
    init(_ report: SSHReport?, of device: Device, editURL: String) {
        let known = report?.known
        self.init(
            notices: known?.mismatch.map { [Component.Notice($0, of: device, editURL: editURL)] } ?? [],
            engine: known?.login?.engine.rawValue ?? "", reason: known?.login?.sentence ?? "",
            agreed: report?.agreed.map { Line($0, otherwise: $0.kind == .mac ? "part of the cipher" : "not told") }
                ?? [],
            since: Component.Timestamp(known?.firstSeenAt, never: ""),
            identification: known?.offer?.identification ?? "",
            offered: report?.offered.map { Line($0, otherwise: "none") } ?? [])
    }
}

extension DevicePages.SSH.Line {
    fileprivate init(_ line: SSHReport.Line, otherwise: String) {
        let label =
            switch line.kind {
            case .keyExchange: "Key exchange"
            case .hostKey: "Host key"
            case .cipher: "Cipher"
            case .mac: "MAC"
            }
        self.init(
            label: label,
            algorithms: line.algorithms.map {
                DevicePages.SSH.Algorithm(name: $0.name, badges: Component.Badge($0.judgement).map { [$0] } ?? [])
            }, otherwise: otherwise)
    }
}

extension Component.Badge {
    /// The opt-in of a device, beside its name.
    static let legacyAlgorithms = Component.Badge(text: "legacy algorithms allowed", tone: "danger")

    /// A device whose sessions anybody on the way can read.
    static let telnet = Component.Badge(text: "Telnet, in clear", tone: "danger")

    /// What stands beside an algorithm; nothing beside a good one.
    fileprivate init?(_ judgement: SSHReport.Judgement) {
        switch judgement {
        case .modern: return nil
        case .legacy: self.init(text: "legacy", tone: "danger")
        case .unknown: self.init(text: "not spoken here", tone: "neutral")
        }
    }
}

extension Component.Notice {
    /// That a device and NetStacks have no algorithms in common, and where that can be helped.
    fileprivate init(_ mismatch: DeviceSSH.Mismatch, of device: Device, editURL: String) {
        let isAllowedSince = mismatch.legacyWouldHelp && device.allowsLegacyAlgorithms
        let mayAllow = mismatch.legacyWouldHelp && !device.allowsLegacyAlgorithms && !editURL.isEmpty
        self.init(
            tone: "danger", title: "No SSH algorithms in common",
            text: isAllowedSince
                ? mismatch.sentence + " Legacy algorithms have been allowed since: test the connection."
                : mismatch.sentence,
            linkTitle: mayAllow ? "Allow legacy algorithms" : "",
            linkURL: mayAllow ? editURL + "#field-" + DeviceForm.legacyField : "")
    }
}

extension DeviceSSH.Login {
    /// Why this engine carried the login.
    fileprivate var sentence: String {
        switch reason {
        case .usual: "The usual engine; nothing spoke against it."
        case .rsaLogin:
            "The login is, or may be, by an RSA key, which the usual engine signs by SHA-1 only."
        case .rsaHostKey:
            "The pinned host key is an RSA key, which the usual engine verifies by SHA-1 only."
        case .remembered:
            "It worked the last time; the other engine had no algorithms in common with the device."
        case .algorithms: "Only this engine has algorithms in common with the device."
        }
    }
}
