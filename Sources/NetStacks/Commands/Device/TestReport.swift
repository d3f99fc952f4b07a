import DeviceCLI
import Foundation
import SSH

/// What `device test` has found so far; printed line by line, or as JSON at the end.
struct TestReport: Encodable {
    /// One stage that was passed.
    struct Stage: Encodable {
        let stage: String
        let milliseconds: Double
        let note: String?
    }

    /// How the SSH connection was made.
    struct Secured: Encodable {
        let engine: String
        let reason: String
        let algorithms: [String]
        let legacy: [String]
        let identification: String?
    }

    /// A platform that something speaks for.
    struct Candidate: Encodable {
        let platform: String
        let score: Int
        let evidence: [String]
    }

    /// What the device says about itself.
    struct Facts: Encodable {
        let hostname: String?
        let vendor: String
        let model: String?
        let os: String
        let version: String?
        let serial: String?
        let uptime: Int?
        let interfaces: [Interface]
    }

    /// One of its interfaces.
    struct Interface: Encodable {
        let name: String
        let state: String?
        let address: String?
        let description: String?
    }

    let address: String
    var platform: String?
    private(set) var stages: [Stage] = []
    private(set) var hostKey: String?
    private(set) var ssh: Secured?
    private(set) var candidates: [Candidate]?
    private(set) var facts: Facts?
    private(set) var error: RunReport.Failure?
    private var printing: Bool

    private enum CodingKeys: String, CodingKey {
        case address, platform, stages, ssh, candidates, facts, error
        case hostKey = "host_key"
    }

    init(address: String, printing: Bool) {
        self.address = address
        self.printing = printing
        say(address)
    }

    mutating func looked(_ look: DeviceLook) {
        if let jumping = look.jumping { passed("jump hosts", jumping) }
        for (stage, took) in look.stages { passed(Self.words[stage] ?? stage.rawValue, took) }
        hostKey = look.hostKey.map { "\($0.type) \($0.fingerprint)" }
        if let hostKey { say("    host key: \(hostKey)") }
    }

    mutating func detected(_ finding: PlatformDetection.Finding) {
        candidates = finding.candidates.map { Candidate(platform: $0.platform, score: $0.score, evidence: $0.evidence) }
        say("  platforms that something speaks for:")
        for line in Detected.lines(finding) { say("  " + line) }
    }

    /// The connection signed in; without SSH there is no such moment.
    mutating func signedIn(after total: Duration, _ connection: SSHConnection?) {
        passed("sign-in", total, "on a second connection, whose key exchange is included")
        guard let connection else { return }
        let secured = Secured(
            engine: connection.engine.rawValue, reason: Self.words(connection.engineReason),
            algorithms: connection.algorithms.all.map(\.name).filter { !$0.isEmpty },
            legacy: connection.algorithms.legacy, identification: connection.offer?.identification)
        ssh = secured
        say("    engine: \(secured.engine), \(secured.reason)")
        say(
            "    algorithms: "
                + secured.algorithms.map { secured.legacy.contains($0) ? "\($0) (legacy, weak)" : $0 }
                .joined(separator: ", "))
        if let identification = secured.identification { say("    server: \(identification)") }
    }

    /// The agent has answered a first question.
    mutating func answered(after time: Duration) { passed("SNMP", time) }

    mutating func reachedPrompt(after time: Duration) { passed(ssh == nil ? "sign-in and prompt" : "prompt", time) }

    mutating func facts(_ facts: DeviceFacts) {
        self.facts = Facts(
            hostname: facts.hostname, vendor: facts.vendor, model: facts.model, os: facts.os, version: facts.version,
            serial: facts.serial, uptime: facts.uptime,
            interfaces: facts.interfaces.map {
                Interface(name: $0.name, state: $0.state, address: $0.address, description: $0.description)
            })
        let up = facts.interfaces.count { $0.state == "up" }
        let lines: [(String, String?)] = [
            ("platform", platform), ("hostname", facts.hostname), ("vendor", facts.vendor), ("model", facts.model),
            ("system", [facts.os, facts.version ?? ""].filter { !$0.isEmpty }.joined(separator: " ")),
            ("serial", facts.serial), ("uptime", facts.uptime.map(Self.uptime)),
            ("interfaces", facts.interfaces.isEmpty ? nil : "\(facts.interfaces.count), \(up) of them up"),
        ]
        // SNMP tells no platform.
        for (name, value) in lines where name != "platform" || value != nil {
            say(
                "  \(name.padding(toLength: 10, withPad: " ", startingAt: 0)) \(value.flatMap { $0.isEmpty ? nil : $0 } ?? "not told")"
            )
        }
    }

    mutating func failed(_ problem: any Error) {
        var report = RunReport(address: address)
        report.note(problem)
        error = report.error
    }

    func show() {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            Report.show(String(decoding: try encoder.encode(self), as: UTF8.self))
        } catch {
            Report.note("✗ The report has no form in JSON: \(error)")
        }
    }

    private mutating func passed(_ stage: String, _ time: Duration, _ note: String? = nil) {
        stages.append(Stage(stage: stage, milliseconds: time.milliseconds, note: note))
        let name = stage.padding(toLength: 18, withPad: " ", startingAt: 0)
        let shown = time.shown
        say(
            "  ✓ \(name) \(String(repeating: " ", count: max(0, 10 - shown.count)))\(shown)\(note.map { "  \($0)" } ?? "")"
        )
    }

    private func say(_ line: String) { if printing { Report.show(line) } }

    private static let words: [DeviceStage: String] = [
        .resolve: "name lookup", .tcp: "TCP", .keyExchange: "key exchange",
    ]

    private static func words(_ reason: EngineReason) -> String {
        switch reason {
        case .usual: "the usual one"
        case .rsaLogin: "because the login is by an RSA key, which the usual engine signs with SHA-1 only"
        case .rsaHostKey: "because the trusted host key is RSA, which the usual engine verifies with SHA-1 only"
        case .remembered: "as asked for"
        case .algorithms: "because the usual one shares no algorithms with the device"
        }
    }

    private static func uptime(_ seconds: Int) -> String {
        let (days, hours, minutes) = (seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60)
        return days > 0 ? "\(days) d \(hours) h" : "\(hours) h \(minutes) min"
    }
}
