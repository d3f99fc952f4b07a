/// A rendered text that knows where its lines come from.
public struct TracedText: Sendable, Equatable {
    /// The line of a template that made a line of output, or most of its visible characters.
    public struct Origin: Sendable, Equatable {
        /// The template's name.
        public let template: String
        /// Its line, from 1.
        public let line: Int
    }

    /// The same text as without tracing.
    public let text: String
    /// One origin for each line of the text; a line break at the very end begins no further line.
    public let origins: [Origin]
}

extension Template {
    /// The rendered text and, for each line, the template and line that wrote most of its visible characters,
    /// of equal parts the first.
    /// Tracing compiles the templates anew and takes a few times as long as `render`.
    public func renderTraced(_ variables: Variables = [:]) throws(JinjaError) -> TracedText {
        var environment = self.environment
        environment.isTracing = true
        let program = try Compiler(self.program.source, environment).program(self.program.tree)
        let rendering = Rendering(SharedEnvironment(environment))
        defer { rendering.finish() }
        let trace = LineTrace(limit: environment.limits.outputBytes)
        rendering.output.trace = trace
        try Template(program: program, environment: environment).run(variables, rendering)
        return TracedText(
            text: rendering.output.text, origins: trace.origins(of: rendering.output.bytes, program.source))
    }
}
