/// One thing that is wrong with a platform file.
public struct PlatformProblem: Sendable, Hashable, CustomStringConvertible {
    /// Where the value stands, for example `cisco_ios.yaml, line 12`.
    public let place: String
    /// The key with all keys above it, for example `cli.modes.user.prompt`.
    public let path: String
    /// What is wrong and what is allowed instead, in sentences.
    public let sentence: String

    /// A problem.
    public init(place: String, path: String, _ sentence: String) {
        self.place = place
        self.path = path
        self.sentence = sentence
    }

    /// Place, key and sentence.
    public var description: String {
        [self.place, self.path].filter { !$0.isEmpty }.joined(separator: ", ") + ": " + self.sentence
    }
}

/// Everything that is wrong with a platform file.
public struct PlatformError: Error, Sendable, CustomStringConvertible {
    /// The problems in the order of the schema; never empty.
    public let problems: [PlatformProblem]

    /// An error of these problems.
    public init(_ problems: [PlatformProblem]) { self.problems = problems }

    /// One line for each problem.
    public var description: String { self.problems.map(\.description).joined(separator: "\n") }
}
