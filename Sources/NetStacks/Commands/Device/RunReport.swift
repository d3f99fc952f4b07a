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
        case let problem as DeviceError: error = Failure(code: problem.kind, message: problem.description)
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
