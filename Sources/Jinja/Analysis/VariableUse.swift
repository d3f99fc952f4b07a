/// A value a template needs from outside, found by its syntax tree.
public struct VariableUse: Sendable, Equatable {
    /// What the template's use says about the value; a hint, not a promise.
    public enum Kind: String, Sendable, CaseIterable {
        /// Nothing is known; text will usually do.
        case unknown
        /// Text.
        case string
        /// A whole or floating number.
        case number
        /// An IP address or network, as text.
        case address
        /// A truth value.
        case boolean
        /// A list; its items have the path with `[]`.
        case list
        /// An object; its members have the path with a dot, or `.*` when the keys are free.
        case object
    }

    /// Where the value is, for example `hostname`, `vlan.id`, `interfaces[].name` or `neighbors.*.as`.
    public let path: String
    /// What the use implies.
    public let kind: Kind
    /// Whether the template works without it: every use has a default or stands behind a test.
    public let isOptional: Bool
    /// The literal of `default(…)`, when there is one.
    public let defaultValue: Value?
    /// The lines where it is used, in order, from 1.
    public let lines: [Int]
}

extension Template {
    /// The variables this template reads and does not bind itself, in order of first use; included and imported
    /// templates are not followed.
    public func variables() -> [VariableUse] {
        var analysis = VariableAnalysis(source: self.program.source, known: Set(self.environment.globals.keys))
        analysis.visit(self.program.tree)
        return analysis.finished()
    }
}
