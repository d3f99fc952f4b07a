/// What using a name, attribute or item that does not exist does, as the `Undefined` classes of Jinja2.
public enum UndefinedKind: String, Sendable, CaseIterable {
    /// Any use but asking whether it is defined is an error.
    case strict = "StrictUndefined"
    /// It prints as nothing, is false and empty; using it in any other way is an error.
    case lenient = "Undefined"
    /// Like `lenient`, and its attributes and items are undefined too.
    case chainable = "ChainableUndefined"
    /// Like `lenient`, and it prints as the expression that is missing.
    case debug = "DebugUndefined"
}
