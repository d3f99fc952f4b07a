import ConfigTree
import DeviceCLI
import Domain
import Foundation
import Persistence

extension TargetAttempt {
    /// Reads the device back, compares what happened with what was predicted, and confirms only when both agree.
    func verify(_ connection: WritingConnection, base: ConfigTree) async throws -> ChangeRunner.Outcome {
        try await move(from: [.sentUnconfirmed, .unknown], to: .verifying, "")
        let text = try await connection.readOnly.runningConfiguration()
        let checks = try await check(text, base: base)
        guard checks.allSatisfy(\.isPassed) else {
            let failed = checks.filter { !$0.isPassed }.map { "\($0.name): \($0.detail)" }
            return try await reconcile(
                because: .failed("The checks after sending did not pass. " + failed.joined(separator: " ")),
                over: connection)
        }
        try await backUp(text, cause: .afterChange)
        try Task.checkCancellation()
        // A save that has begun cannot be taken back by lines, so a stop that comes now is too late.
        return try await Task { try await saveAndConfirm(connection) }.value
    }

    private func saveAndConfirm(_ connection: WritingConnection) async throws -> ChangeRunner.Outcome {
        let saved: String
        do {
            switch try await connection.save() {
            case .saved: saved = "Saved to the startup configuration."
            case .unsupported: saved = "This platform keeps its configuration without a save."
            }
        } catch {
            saved = "The running configuration is right, but it was not saved: \(try redacted(error.description))"
        }
        try await move(from: [.verifying], to: .confirmed, saved)
        return .settled(.confirmed)
    }

    private func check(_ text: String, base: ConfigTree) async throws -> [CheckResult] {
        let grammar = try runner.platforms.platform(target.platform).requireGrammar()
        let now = try tree(text)
        let observed = ConfigDiff(from: base, to: now)
        let predicted = try target.diff.decoded(as: ConfigDiff.self)
        let deviations = observed.unexpected(comparedTo: predicted)
        let gaps = try now.missing(target.expectation)
        var checks = [
            CheckResult(
                name: "Observed difference", isPassed: deviations.isEmpty,
                detail: deviations.isEmpty
                    ? "Exactly the predicted lines changed (+\(observed.addedCount) −\(observed.removedCount))."
                    : grammar.redact(deviations.map { String(describing: $0) }).joined(separator: " "))
        ]
        // Without a validate template there is nothing that could pass.
        if !target.expectation.isEmpty {
            checks.append(
                CheckResult(
                    name: "Expected lines", isPassed: gaps.isEmpty,
                    detail: gaps.isEmpty
                        ? "Every line of the validate template stands under its parent."
                        : grammar.redact(gaps.map { String(describing: $0) }).joined(separator: " ")))
        }
        let hash = try await store(text)
        let shown = try JSONValue(encoding: observed.redacted(by: grammar))
        _ = try await persistently {
            try await TargetRunRepository(database).recordObservation(
                target.id, diff: shown, hash: hash, checks: checks, token: token)
        }
        return checks
    }
}
