/// A command that does something to the configuration as a whole, its questions, and what proves its success.
public struct Operation: Sendable {
    /// The command line; `{session}`, `{minutes}`, `{seconds}` and `{time}` stand for values of the moment.
    public let command: String
    /// The role of the mode in which it is typed.
    public let role: ModeRole
    /// Questions of this command with their declared answers.
    public let questions: [PlatformCLI.Exchange]
    /// One of these must occur in the output; where there are none the prompt without a rejection is the proof.
    public let success: [Pattern]
    /// None of these may occur in the output.
    public let failure: [Pattern]
    /// The mode in which the device must be afterwards, which is a proof of its own.
    public let leadsTo: Mode?

    init(_ reader: KeyReader, role standard: ModeRole, modes: ModeGraph, finishes: Bool = true) {
        self.command = reader.text("command") ?? ""
        if self.command.isEmpty { reader.missing("command", "the command line") }
        let role = reader.choice("in", of: ModeRole.self) ?? standard
        self.role = role
        if !modes.modes.isEmpty, !modes.modes.contains(where: { $0.roles.contains(role) }) {
            reader.note("in", "No mode of this platform has the role «\(role.rawValue)».")
        }
        self.questions = reader.maps("questions").map(PlatformCLI.Exchange.init)
        if case .text("prompt") = reader.node("success")?.content {
            self.success = []
        } else {
            self.success = reader.patterns("success")
            if self.success.isEmpty {
                reader.note(
                    "success",
                    "Say what proves the success: a list of expressions, or the word «prompt» where the device says nothing."
                )
            }
        }
        self.failure = reader.patterns("failure")
        self.leadsTo = reader.text("leads_to").map(Mode.init(rawValue:))
        if let leadsTo, modes.definition(leadsTo) == nil {
            reader.note("leads_to", "«\(leadsTo)» is no mode of this platform.")
        }
        if finishes { reader.finish() }
    }
}

/// A commit that the device takes back by itself unless it is confirmed in time.
public struct TimedOperation: Sendable {
    /// How the device counts the time.
    public enum Unit: String, Sendable, CaseIterable {
        /// Whole minutes, as `{minutes}`.
        case minutes
        /// Whole seconds, as `{seconds}`.
        case seconds
        /// Hours, minutes and seconds as `{time}`, for example `00:10:00`.
        case time
    }

    /// The command with one placeholder for the time.
    public let operation: Operation
    /// How the device counts the time.
    public let unit: Unit
    /// The shortest time the device takes.
    public let minimum: Duration
    /// The longest time the device takes.
    public let maximum: Duration

    init(_ reader: KeyReader, modes: ModeGraph) {
        self.operation = Operation(reader, role: .configuration, modes: modes, finishes: false)
        let command = self.operation.command
        let units = Unit.allCases.filter { command.contains("{\($0.rawValue)}") }
        self.unit = units.first ?? .minutes
        if units.count != 1, !command.isEmpty {
            reader.note("command", "Exactly one of {minutes}, {seconds} and {time} must stand for the time.")
        }
        let scale = self.unit == .minutes ? 60 : 1
        let bounds = 1...(1 << 31)
        let minimum = reader.number("minimum", in: bounds)
        let maximum = reader.number("maximum", in: bounds)
        if minimum == nil, reader.node("minimum") == nil {
            reader.missing("minimum", "the shortest time in \(self.unit.rawValue)")
        }
        if maximum == nil, reader.node("maximum") == nil {
            reader.missing("maximum", "the longest time in \(self.unit.rawValue)")
        }
        if let minimum, let maximum, minimum > maximum { reader.note("maximum", "It must not be less than «minimum».") }
        self.minimum = .seconds((minimum ?? 1) * scale)
        self.maximum = .seconds((maximum ?? 1) * scale)
        reader.finish()
    }

    /// The command with the time filled in, rounded up to the device's unit; nil when it lies outside of the bounds.
    func command(reverting time: Duration) -> String? {
        guard time >= self.minimum, time <= self.maximum else { return nil }
        let parts = time.components
        let seconds = parts.seconds + (parts.attoseconds > 0 ? 1 : 0)
        let text =
            switch self.unit {
            case .minutes: String((seconds + 59) / 60)
            case .seconds: String(seconds)
            case .time: [seconds / 3600, seconds / 60 % 60, seconds % 60].map(Self.twoDigits).joined(separator: ":")
            }
        return self.operation.command.replacing("{\(self.unit.rawValue)}", with: text)
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
}
