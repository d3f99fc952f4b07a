/// How an edit is done (RFC 6241 section 7.2); nil leaves it to the protocol's own default.
public struct NETCONFEdit: Sendable, Hashable {
    /// What becomes of elements that name no operation of their own.
    public enum Default: String, Sendable, Hashable {
        case merge
        case replace
        case none
    }

    /// Whether the device checks before it sets; needs the capability validate.
    public enum Test: String, Sendable, Hashable {
        case testThenSet = "test-then-set"
        case set
        /// Only checks; needs version 1.1 of validate.
        case testOnly = "test-only"
    }

    /// What the device does at the first error.
    public enum OnError: String, Sendable, Hashable {
        case stop = "stop-on-error"
        case goOn = "continue-on-error"
        /// Goes back to what was before the edit; needs the capability rollback-on-error.
        case rollBack = "rollback-on-error"
    }

    /// For elements that name none.
    public var defaultOperation: Default?
    /// Whether it checks first.
    public var test: Test?
    /// What it does at an error.
    public var onError: OnError?

    /// An edit; without arguments it merges.
    public init(defaultOperation: Default? = nil, test: Test? = nil, onError: OnError? = nil) {
        self.defaultOperation = defaultOperation
        self.test = test
        self.onError = onError
    }

    var xml: String {
        (self.defaultOperation.map { "<default-operation>\($0.rawValue)</default-operation>" } ?? "")
            + (self.test.map { "<test-option>\($0.rawValue)</test-option>" } ?? "")
            + (self.onError.map { "<error-option>\($0.rawValue)</error-option>" } ?? "")
    }
}
