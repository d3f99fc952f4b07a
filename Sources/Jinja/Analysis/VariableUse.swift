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
        /// A function: the program must offer it, no value can stand for it.
        case callable
    }

    /// Where the value is, for example `hostname`, `vlan.id`, `interfaces[].name` or `neighbors.*.as`.
    public let path: String
    /// What the use implies.
    public let kind: Kind
    /// Whether the template works without it: every use has a default or stands behind a test.
    public let isOptional: Bool
    /// The literal of `default(…)`, when there is one.
    public let defaultValue: Value?
    /// The lines of this template where it is used, in order, from 1; for a use in another template, where that is included,
    /// extended or imported.
    public let lines: [Int]
    /// The other templates that use it, in the order of their first use.
    public let templates: [String]
}

/// A template that the analysis could not look into: it may need variables that are not known.
public struct UnfollowedTemplate: Sendable, Equatable {
    /// Its name; nil for one whose name is only known when rendering.
    public let name: String?
    /// The line of the template analysed that leads there, from 1.
    public let line: Int
    /// Why, as a sentence without its final stop.
    public let reason: String
}

/// What a template needs from outside.
public struct VariableReport: Sendable {
    /// The variables that the template and those it includes, extends and imports read and do not bind themselves, in order of
    /// first use.
    public let variables: [VariableUse]
    /// The templates that could not be looked into.
    public let unfollowed: [UnfollowedTemplate]
}

extension Template {
    /// The variables this template and those it leads to read and do not bind themselves, in order of first use.
    public func variables() -> [VariableUse] { self.variableReport().variables }

    /// The variables, and the templates that could not be looked into.
    public func variableReport() -> VariableReport {
        var analysis = VariableAnalysis(source: self.program.source, environment: self.environment)
        analysis.visit(template: self.program.tree)
        return analysis.finished()
    }
}
