/// A prompt as the device showed it.
struct Prompt: Sendable, Equatable {
    let mode: Mode
    /// The device's name; empty where the prompt has none.
    let host: String
    let text: String
    /// The line above that is a part of the prompt.
    var above: String?

    /// Whether both name the same device; a section's name may stand behind it, as in `[hw1-Vlanif10]`.
    func isOfSameDevice(as other: Prompt?) -> Bool {
        guard let other, !self.host.isEmpty, !other.host.isEmpty else { return false }
        return self.host == other.host || self.host.hasPrefix(other.host + "-") || other.host.hasPrefix(self.host + "-")
    }
}
