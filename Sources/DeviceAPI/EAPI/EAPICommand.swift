/// A command, and what it is answered when it asks for more than one line.
struct EAPICommand {
    let text: String
    /// The answer; nil for the usual commands, which ask nothing.
    let input: String?

    init(_ text: String, input: String? = nil) {
        self.text = text
        self.input = input
    }

    var json: JSONValue {
        self.input.map { ["cmd": .string(self.text), "input": .string($0)] } ?? .string(self.text)
    }
}
