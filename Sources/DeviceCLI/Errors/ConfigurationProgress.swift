/// How far a configuration came before it failed.
public struct ConfigurationProgress: Sendable, Hashable {
    /// How many lines the device certainly accepted: lines 1 to this number.
    public internal(set) var accepted = 0
    /// The line whose fate is unknown: it was, or may have been, sent and the device's answer did not arrive.
    public internal(set) var inFlight: Line?

    /// A line of the configuration with its number.
    public struct Line: Sendable, Hashable {
        /// The number, from 1.
        public let number: Int
        /// The text as it was to be sent.
        public let text: String
    }
}
