/// A compiled template, which can be rendered any number of times, also at the same time.
public struct Template: Sendable {
    let program: Program
    let environment: Environment

    /// The name that error messages show.
    public var name: String { self.program.name }

    /// The rendered text.
    public func render(_ context: [String: Value] = [:]) throws(JinjaError) -> String {
        let rendering = Rendering(environment: self.environment)
        defer { rendering.finish() }
        try self.run(context, rendering)
        return rendering.output.text
    }

    /// The rendered text as UTF-8.
    public func renderBytes(_ context: [String: Value] = [:]) throws(JinjaError) -> [UInt8] {
        let rendering = Rendering(environment: self.environment)
        defer { rendering.finish() }
        try self.run(context, rendering)
        return rendering.output.bytes
    }

    func run(_ context: [String: Value], _ rendering: Rendering) throws(JinjaError) {
        let layers = context.isEmpty ? [] : [context]
        do throws(JinjaError) {
            try self.program.run(self.program.context(layers, rendering), rendering)
        } catch { throw error.located(self.program.source, 0) }
    }
}
