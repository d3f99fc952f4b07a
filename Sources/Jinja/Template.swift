/// A compiled template, which can be rendered any number of times, also at the same time.
public struct Template: Sendable {
    let program: Program
    private let settings: SharedEnvironment

    init(program: Program, environment: Environment) {
        self.program = program
        self.settings = SharedEnvironment(environment)
    }

    var environment: Environment { self.settings.environment }

    /// The name that error messages show.
    public var name: String { self.program.name }

    /// The rendered text.
    public func render(_ context: [String: Value] = [:]) throws(JinjaError) -> String {
        let rendering = Rendering(self.settings)
        defer { rendering.finish() }
        try self.run(context, rendering)
        return rendering.output.text
    }

    /// The rendered text as UTF-8.
    public func renderBytes(_ context: [String: Value] = [:]) throws(JinjaError) -> [UInt8] {
        let rendering = Rendering(self.settings)
        defer { rendering.finish() }
        try self.run(context, rendering)
        return rendering.output.bytes
    }

    /// Renders with little memory: `write` is given the UTF-8 output in pieces of about 64 kB, and what it throws ends the
    /// rendering. An error may come after pieces were written; the output has at most `Limits.streamedBytes`.
    public func render(
        _ context: [String: Value] = [:], to write: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try withoutActuallyEscaping(write) { write in
            let sink = OutputSink(limit: self.environment.limits.streamedBytes, write)
            let rendering = Rendering(self.settings, sink: sink)
            defer { rendering.finish() }
            do {
                try self.run(context, rendering)
                try rendering.output.finish()
            } catch { throw sink.failure ?? error }
        }
    }

    func run(_ context: [String: Value], _ rendering: Rendering) throws(JinjaError) {
        let layers = context.isEmpty ? [] : [context]
        do throws(JinjaError) {
            try self.program.run(self.program.context(layers, rendering), rendering)
        } catch { throw error.located(self.program.source, 0) }
    }
}

/// Settings that a template shares with its renderings: copying them costs more than a short rendering.
final class SharedEnvironment: Sendable {
    let environment: Environment

    init(_ environment: Environment) {
        self.environment = environment
    }
}
