/// Jinja2's `urlize`.
enum Urlize {
    static func filter(
        _ value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        throw JinjaError(.unsupported, "urlize is not available")
    }
}
