/// When a failed attempt is tried again: by the class of its error, later each time, and never all at once.
public struct RetryPolicy: Sendable, Hashable {
    /// What kind of failure it was.
    public enum ErrorClass: String, Sendable, Hashable, Codable, CaseIterable {
        /// Something that is needed did not answer: try again, later and later.
        case unavailable
        /// Asked too often: wait longer before the first try.
        case throttled
        /// A fault of our own: try again a few times.
        case fault
        /// Trying again cannot help: wrong input, wrong credentials, nothing there.
        case final
    }

    /// The pause before the second attempt, by class, in seconds; it doubles with each attempt.
    static let first: [ErrorClass: Double] = [.unavailable: 2, .throttled: 15, .fault: 4]
    /// No pause is longer, in seconds.
    static let longest = 300.0

    /// Seconds until the next attempt; `nil` when there is to be none.
    ///
    /// `random` (0 to 1) spreads the attempts between a half and the whole of the pause, so that what failed together
    /// does not come back together.
    public static func pause(after attempt: Int, of maxAttempts: Int, _ error: ErrorClass, random: Double) -> Double? {
        guard attempt < maxAttempts, let first = first[error] else { return nil }
        let doublings = Double(min(max(0, attempt - 1), 30))
        let whole = min(longest, first * exponential(doublings))
        return whole / 2 + whole / 2 * min(max(0, random), 1)
    }

    private static func exponential(_ doublings: Double) -> Double {
        Double(sign: .plus, exponent: Int(doublings), significand: 1)
    }
}

extension RetryPolicy.ErrorClass {
    /// The class of any error; one that is not a `Problem` is a fault of our own.
    public init(_ error: any Error) {
        guard let problem = error as? Problem else {
            self = .fault
            return
        }
        switch problem.kind {
        case .unavailable: self = .unavailable
        case .throttled: self = .throttled
        case .failed: self = .fault
        case .unauthenticated, .denied, .notFound, .invalid, .tooLarge, .unsupportedFormat, .conflict: self = .final
        }
    }
}
