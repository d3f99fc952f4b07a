/// A prompt as the device showed it.
struct Prompt: Sendable, Equatable {
    let mode: Mode
    /// The device's name; empty where the prompt has none.
    let host: String
    let text: String
    /// The line above that is a part of the prompt.
    var above: String?
}
