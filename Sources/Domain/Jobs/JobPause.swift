public import Foundation

/// A kind of which no job is started, since when and by whom.
public struct JobPause: Sendable, Hashable {
    public let kind: JobKind
    public let since: Date
    /// `nil` when that person is gone.
    public let by: UserReference?

    /// A pause as stored.
    public init(kind: JobKind, since: Date, by: UserReference?) {
        self.kind = kind
        self.since = since
        self.by = by
    }
}
