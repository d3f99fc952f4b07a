/// What tells a platform from others when nobody has named it.
public struct DetectionRules: Sendable {
    /// A command to try and what its output shows.
    public struct Probe: Sendable {
        /// The command line; it only reads.
        public let command: String
        /// Matches a line of its output.
        public let pattern: Pattern
        /// How much the match says, from 1 to 100.
        public let weight: Int

        init(_ reader: KeyReader) {
            self.command = reader.text("command") ?? ""
            self.pattern = reader.pattern("pattern") ?? Pattern(unusable: "")
            self.weight = reader.number("weight", in: 1...100) ?? 50
            if self.command.isEmpty { reader.missing("command", "a command that only reads") }
            if reader.node("pattern") == nil {
                reader.missing("pattern", "an expression that matches a line of its output")
            }
            reader.finish()
        }
    }

    /// Match the identification string of the SSH server, for example `SSH-2.0-Cisco-1.25`.
    public let identification: [Pattern]
    /// Match a line before the first prompt, or the prompt.
    public let greeting: [Pattern]
    /// Commands to try when that is not enough.
    public let probes: [Probe]

    init() {
        self.identification = []
        self.greeting = []
        self.probes = []
    }

    init(_ reader: KeyReader) {
        self.identification = reader.patterns("identification")
        self.greeting = reader.patterns("greeting")
        self.probes = reader.maps("probes").map(Probe.init)
        reader.finish()
    }
}
