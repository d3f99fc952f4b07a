import ArgumentParser
import DeviceCLI
import Services

/// What a detection means for the command.
enum Detected {
    /// A platform is taken when so much speaks for it, and more than for any other.
    static let enough = 60

    /// Nothing speaks clearly for one platform.
    struct Unsure: Error, CustomStringConvertible {
        let finding: PlatformDetection.Finding

        var description: String {
            let best = finding.candidates.prefix(3).map { "\($0.platform) (\($0.score))" }.joined(separator: ", ")
            return "The platform could not be told"
                + (best.isEmpty ? "." : "; the likeliest are \(best).")
                + " Seen: \(finding.seen.isEmpty ? "nothing" : finding.seen.joined(separator: "; ")). Name it with --platform."
        }
    }

    /// The platform that the finding speaks for; throws `Unsure`.
    static func platform(_ finding: PlatformDetection.Finding, in catalogue: PlatformCatalogue) throws -> Platform {
        let candidates = finding.candidates
        guard let best = candidates.first, best.score >= enough,
            candidates.dropFirst().first.map({ $0.score < best.score }) ?? true,
            let platform = catalogue.platforms.first(where: { $0.description.name == best.platform })
        else { throw Unsure(finding: finding) }
        Report.note("Platform \(best.platform) (\(best.title)), \(best.score) of 100.")
        return platform
    }

    /// Every candidate with what spoke for it, a line each.
    static func lines(_ finding: PlatformDetection.Finding) -> [String] {
        finding.candidates.map { "  \($0.score)  \($0.platform)  \($0.evidence.joined(separator: "; "))" }
    }
}
