import Synchronization

/// A compiled template, which can be rendered any number of times, also at the same time.
public struct Template: Sendable {
    let program: Program
    private let settings: SharedEnvironment
    private let spare = SpareFrame()

    init(program: Program, environment: Environment) {
        self.program = program
        self.settings = SharedEnvironment(environment)
    }

    var environment: Environment { self.settings.environment }

    /// The name that error messages show.
    public var name: String { self.program.name }

    /// The rendered text.
    public func render(_ variables: Variables = [:]) throws(JinjaError) -> String {
        let frame = try self.finished(variables)
        let text = frame.output.text
        self.spare.keep(frame)
        return text
    }

    /// The rendered text as UTF-8.
    public func renderBytes(_ variables: Variables = [:]) throws(JinjaError) -> [UInt8] {
        let frame = try self.finished(variables)
        let bytes = frame.output.bytes
        self.spare.keep(frame)
        return bytes
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

    /// The frame of a rendering that has ended; its output is what was rendered.
    private func finished(_ variables: Variables) throws(JinjaError) -> Frame {
        let frame = self.spare.take(variables) ?? self.frame(variables)
        defer { frame.rendering.finish() }
        do throws(JinjaError) { try self.program.run(frame) } catch { throw error.located(self.program.source, 0) }
        self.settings.learn(frame.output.count)
        return frame
    }

    private func frame(_ variables: Variables) -> Frame {
        let rendering = Rendering(self.settings)
        return self.program.frame(self.program.context(variables, rendering), rendering)
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
    /// Whether all filters and tests are built in.
    let isWithoutHost: Bool
    /// The time limit in nanoseconds.
    let timeout: UInt64
    /// How much room for output the next rendering is likely to need, in bytes.
    let expectedBytes = Atomic(0)

    init(_ environment: Environment) {
        self.environment = environment
        self.limits = environment.limits
        self.autoescape = environment.autoescape
        self.isWithoutHost = environment.filters.isEmpty && environment.tests.isEmpty
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
