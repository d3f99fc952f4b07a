import DeviceCLI
import FactSources
import Foundation

/// What `device run --json` prints.
struct RunReport: Encodable {
    /// One command and its answer.
    struct Result: Encodable, Sendable {
        let command: String
        let accepted: Bool
        let output: String
        let rejection: String?
        let milliseconds: Double

        init(_ result: CommandResult, took: Duration) {
            command = result.command
            accepted = result.isAccepted
            output = result.output
            rejection = result.rejection
            milliseconds = took.milliseconds
        }
    }

    /// Why there are no results.
    struct Failure: Encodable {
        let code: String
        let message: String
        /// What the session was doing, what it waited for, and what the device said last; only of failed sessions.
        private(set) var state: String?
        private(set) var expectation: String?
        private(set) var lastSeen: String?
        /// The stage that took too long or in which the connection ended.
        private(set) var stage: String?
        /// Which of the jump hosts failed, from 0.
        private(set) var jumpHost: Int?

        private enum CodingKeys: String, CodingKey {
            case code, message, state, expectation, stage
            case lastSeen = "last_seen"
            case jumpHost = "jump_host"
        }

        init(code: String, message: String) {
            self.code = code
            self.message = message
        }

        init(_ error: DeviceError) {
            self.init(code: error.kind, message: error.description)
            state = error.state
            expectation = error.expectation.isEmpty ? nil : error.expectation
            lastSeen = error.lastSeen.isEmpty ? nil : error.lastSeen
            stage = error.stage?.rawValue
            jumpHost = error.jumpHost
        }
    }

    let address: String
    var platform: String?
    var hostname: String?
    var results: [Result] = []
    var error: Failure?

    init(address: String) {
        self.address = address
    }

    /// Whether the device answered every command.
    var isAccepted: Bool { results.allSatisfy(\.accepted) }

    mutating func note(_ problem: any Error) {
        switch problem {
        case let problem as DeviceError: error = Failure(problem)
        case let problem as UntrustedHostKey: error = Failure(code: "host_key_unknown", message: problem.description)
        case let problem as FactError: error = Failure(code: problem.kind, message: problem.description)
        case is UntrustedCertificate: error = Failure(code: "certificate_unknown", message: "\(problem)")
        case is Detected.Unsure: error = Failure(code: "platform_unknown", message: "\(problem)")
        default: error = Failure(code: "command_line", message: "\(problem)")
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
}
