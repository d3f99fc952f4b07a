/// How far a configuration came before it failed: what became of every line.
public struct ConfigurationProgress: Sendable, Hashable {
    /// What became of one line.
    public enum Outcome: Sendable, Hashable {
        /// The device took it.
        case accepted
        /// The device rejected it with these words.
        case rejected(String)
        /// It was, or may have been, sent and the device's answer did not arrive.
        case unknown
        /// It was not sent.
        case notSent
    }

    /// A line of the configuration with its number.
    public struct Line: Sendable, Hashable {
        /// The number, from 1.
        public let number: Int
        /// The text as it was to be sent.
        public let text: String
    }

    /// What became of the candidate that held the lines.
    public enum Candidate: Sendable, Hashable {
        /// The platform has none: accepted lines are at work.
        case none
        /// It was dropped, so that nothing of these lines is left.
        case dropped
        /// It could not be dropped.
        case left
    }

    /// What became of each line, in order.
    public internal(set) var outcomes: [Outcome]
    /// What became of the candidate that held the lines.
    public internal(set) var candidate = Candidate.none
    private let lines: [String]

    init(_ lines: [String]) {
        self.lines = lines
        self.outcomes = lines.map { _ in .notSent }
    }

    /// How many lines the device certainly accepted before anything else happened: lines 1 to this number.
    public var accepted: Int { self.outcomes.prefix { $0 == .accepted }.count }

    /// The first line whose fate is unknown.
    public var inFlight: Line? {
        self.outcomes.firstIndex(of: .unknown).map { Line(number: $0 + 1, text: self.lines[$0]) }
    }

    /// The lines behind the first failure that were under way already, with what became of them.
    public var behindFailure: [(number: Int, outcome: Outcome)] {
        self.outcomes.enumerated().dropFirst(self.accepted + 1).filter { $1 != .notSent }.map { ($0 + 1, $1) }
    }

    /// What happened before the failure, in sentences; empty when there is nothing to say.
    var sentence: String {
        let count = self.accepted == 1 ? "1 line was accepted" : "\(self.accepted) lines were accepted"
        var text = "Before that, \(count)"
        let unknown = self.outcomes.indices.filter { self.outcomes[$0] == .unknown }.map { $0 + 1 }
        if let first = unknown.first, let last = unknown.last {
            text +=
                first == last
                ? "; whether line \(first) arrived is unknown"
                : "; whether lines \(first) to \(last) arrived is unknown"
        }
        text += "."
        let behind = self.behindFailure.filter { $0.outcome != .unknown }.map { "\($0.number)" }
        if !behind.isEmpty { text += " Already under way and answered too: \(behind.joined(separator: ", "))." }
        switch self.candidate {
        case .none: return text
        case .dropped: return text + " The candidate was dropped; nothing was committed."
        case .left: return text + " Nothing was committed; the candidate may still hold these lines."
        }
    }
}
