import DeviceCLI

/// A platform whose newest text is wrong; until that is mended the former one is used, if there was one.
public struct PlatformTrouble: Sendable, Hashable {
    /// The platform's name, as its file is called.
    public let name: String
    /// What is wrong, with line and key; several lines, in the order of the text.
    public let sentence: String

    init(name: String, _ error: PlatformError) {
        self.name = name
        let problems = error.problems.sorted { Self.line($0) < Self.line($1) }
        sentence = PlatformError(problems).description
    }

    /// The line that the place names; what has none comes first.
    private static func line(_ problem: PlatformProblem) -> Int {
        Int(problem.place.reversed().prefix { $0.isNumber }.reversed().map(String.init).joined()) ?? 0
    }
}
