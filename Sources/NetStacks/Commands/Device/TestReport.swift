import DeviceCLI
import FactSources
import Foundation
import SSH

/// What `device test` has found so far; printed line by line, or as JSON at the end.
struct TestReport: Encodable {
    /// One stage that was passed.
    struct Stage: Encodable {
        let stage: String
        let milliseconds: Double
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
    /// The stage in which it failed, of those on the way to the prompt.
    private(set) var endedIn: String?
    private(set) var hostKey: String?
    private(set) var ssh: Secured?
    private(set) var candidates: [Candidate]?
    private(set) var facts: Facts?
    private(set) var error: RunReport.Failure?
    private var printing: Bool

    private enum CodingKeys: String, CodingKey {
        case address, platform, stages, ssh, candidates, facts, error
        case endedIn = "ended_in"
        case hostKey = "host_key"
    }

    init(address: String, printing: Bool) {
        self.address = address
        self.printing = printing
        say(address)
    }

    mutating func passed(_ times: [StageTime]) {
        let isTelnet = !times.contains { $0.stage == .authentication }
        for time in times { passed(Self.words(time.stage, isTelnet: isTelnet), time.took) }
    }

    mutating func detected(_ finding: PlatformDetection.Finding) {
        candidates = finding.candidates.map { Candidate(platform: $0.platform, score: $0.score, evidence: $0.evidence) }
        say("  platforms that something speaks for:")
        for line in Detected.lines(finding) { say("  " + line) }
    }

    /// What was agreed on with the device.
    mutating func signedIn(_ connection: SSHConnection) {
        offered(connection.hostKey)
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

    private mutating func offered(_ key: SSHHostKey) {
        hostKey = "\(key.type) \(key.fingerprint)"
        say("    host key: \(key.type) \(key.fingerprint)")
    }

    /// The device has told everything over another protocol than its command line.
    mutating func answered(by way: String, after time: Duration) { passed(way, time) }

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
        // Other protocols than the command line tell no platform.
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
        switch problem {
        case let problem as UntrustedHostKey: if let key = problem.key { offered(key) }
        case let problem as FactError: if let key = problem.offeredHostKey { offered(key) }
        case let problem as DeviceError:
            // Once the prompt is there, a failure is one of what is asked then.
            guard stages.isEmpty, let stage = problem.endedIn else { return }
            passed(problem.passed.filter { $0.stage != stage })
            let isTelnet = stage == .prompt && !problem.passed.contains { $0.stage == .authentication }
            let word = Self.words(stage, isTelnet: isTelnet)
            endedIn = word
            say("  ✗ \(word)")
        default: break
        }
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

    private mutating func passed(_ stage: String, _ time: Duration) {
        stages.append(Stage(stage: stage, milliseconds: time.milliseconds))
        let name = stage.padding(toLength: 18, withPad: " ", startingAt: 0)
        let shown = time.shown
        say("  ✓ \(name) \(String(repeating: " ", count: max(0, 10 - shown.count)))\(shown)")
    }

    private func say(_ line: String) { if printing { Report.show(line) } }

    /// Over Telnet the device itself asks who we are, before its first prompt.
    private static func words(_ stage: DeviceStage, isTelnet: Bool) -> String {
        switch stage {
        case .session: "session"
        case .jumpHosts: "jump hosts"
        case .resolve: "name lookup"
        case .tcp: "TCP"
        case .keyExchange: "key exchange"
        case .authentication: "sign-in"
        case .channel: "shell"
        case .prompt: isTelnet ? "sign-in and prompt" : "prompt"
        case .command: "command"
        }
    }

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
