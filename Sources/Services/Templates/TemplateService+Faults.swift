public import Domain
import Jinja

/// Why a body does not parse, with the place.
public struct TemplateFault: Sendable, Hashable {
    /// `deploy`, `validate` or `delete`.
    public let part: String
    public let message: String
    /// From 1; 0 when unknown.
    public let line: Int
    /// From 1; 0 when unknown.
    public let column: Int
    /// What was probably meant; empty when there is no guess.
    public let suggestion: String
}

extension TemplateService {
    /// What keeps the bodies from being parsed; empty when nothing does.
    public func faults(in bodies: TemplateBodies) -> [TemplateFault] {
        bodies.parts.compactMap { fault(in: $1, named: $0) }
    }

    private func fault(in source: String, named part: String) -> TemplateFault? {
        do {
            _ = try renderer.variables(of: source, name: part)
            return nil
        } catch {
            return TemplateFault(
                part: part, message: error.message, line: error.line ?? 0, column: error.column ?? 0,
                suggestion: error.suggestion ?? "")
        }
    }
}
