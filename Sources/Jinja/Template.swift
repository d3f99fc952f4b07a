import Synchronization

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
    public func render(_ variables: Variables = [:]) throws(JinjaError) -> String {
        let rendering = Rendering(self.settings)
        defer { rendering.finish() }
        try self.run(variables, rendering)
        self.settings.learn(rendering.output.count)
        return rendering.output.text
    }

    /// The rendered text as UTF-8.
    public func renderBytes(_ variables: Variables = [:]) throws(JinjaError) -> [UInt8] {
        let rendering = Rendering(self.settings)
        defer { rendering.finish() }
        try self.run(variables, rendering)
        self.settings.learn(rendering.output.count)
        return rendering.output.bytes
    }

    /// Renders with little memory: `write` is given the UTF-8 output in pieces of about 64 kB, and what it throws ends the
    /// rendering. An error may come after pieces were written; the output has at most `Limits.streamedBytes`.
    public func render(
        _ variables: Variables = [:], to write: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try withoutActuallyEscaping(write) { write in
            let sink = OutputSink(limit: self.environment.limits.streamedBytes, write)
            let rendering = Rendering(self.settings, sink: sink)
            defer { rendering.finish() }
            do {
                try self.run(variables, rendering)
                try rendering.output.finish()
            } catch { throw sink.failure ?? error }
        }
    }

    func run(_ variables: Variables, _ rendering: Rendering) throws(JinjaError) {
        do throws(JinjaError) {
            try self.program.run(self.program.context(variables, rendering), rendering)
        } catch { throw error.located(self.program.source, 0) }
    }
}

/// Settings that a template shares with its renderings: copying them costs more than a short rendering.
final class SharedEnvironment: Sendable {
    let environment: Environment
    // What each rendering asks for, without a copy of the whole.
    let limits: Limits
    let autoescape: Bool
    /// The time limit in nanoseconds.
    let timeout: UInt64
    /// How much room for output the next rendering is likely to need, in bytes.
    let expectedBytes = Atomic(0)

    init(_ environment: Environment) {
        self.environment = environment
        self.limits = environment.limits
        self.autoescape = environment.autoescape
        self.timeout = CoarseClock.nanoseconds(environment.limits.time)
    }

    /// Remembers the length of an output, up to 256 kB, so that the buffer of the next one need not grow.
    func learn(_ count: Int) {
        let room = min(count + 2 * ShortText.room, 1 << 18)
        if count > ShortText.most, room > self.expectedBytes.load(ordering: .relaxed) {
            self.expectedBytes.store(room, ordering: .relaxed)
        }
    }
}
