import Jinja

/// The bounds of a case: `{"seconds": 2.5, "iterations": …, "depth": …, "output_bytes": …, "template_bytes": …,
/// "memory_bytes": …}`.
enum RenderLimits {
    static func limits(_ value: Value) throws(JinjaError) -> Limits {
        var limits = Limits()
        for (name, bound) in value.pairs ?? [] {
            let number: Double
            switch bound {
            case .int(let whole): number = Double(whole)
            case .double(let floating): number = floating
            default: throw JinjaError(.value, "The limit “\(name)” is a number")
            }
            guard number > 0, number <= 1e12 else { throw JinjaError(.value, "The limit “\(name)” is out of bounds") }
            switch name {
            case "seconds": limits.time = .seconds(number)
            case "iterations": limits.iterations = Int(number)
            case "depth": limits.depth = Int(number)
            case "output_bytes": limits.outputBytes = Int(number)
            case "template_bytes": limits.templateBytes = Int(number)
            case "memory_bytes": limits.memoryBytes = Int(number)
            default: throw JinjaError(.value, "There is no limit “\(name)”")
            }
        }
        return limits
    }
}
