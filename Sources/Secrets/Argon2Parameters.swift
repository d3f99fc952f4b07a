/// What one argon2id computation costs.
public struct Argon2Parameters: Sendable, Equatable {
    /// Memory in KiB.
    public let memory: UInt32
    /// Passes over the memory.
    public let passes: UInt32
    /// Lanes of the memory, computed one after the other here.
    public let lanes: UInt32

    /// 19 MiB, two passes, one lane: the first choice of the OWASP Password Storage Cheat Sheet.
    public static let standard = Argon2Parameters(memory: 19456, passes: 2, lanes: 1)

    /// Any cost that RFC 9106 allows; tests use a cheap one.
    public init(memory: UInt32, passes: UInt32, lanes: UInt32) {
        self.memory = memory
        self.passes = passes
        self.lanes = lanes
    }

    /// Reads the cost out of an encoded hash; nil when the text is not argon2id version 19.
    init?(encoded: String) {
        let parts = encoded.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].isEmpty, parts[1] == "argon2id", parts[2] == "v=19" else { return nil }
        var numbers: [Substring: UInt32] = [:]
        for pair in parts[3].split(separator: ",") {
            let sides = pair.split(separator: "=")
            guard sides.count == 2, let number = UInt32(sides[1]) else { return nil }
            numbers[sides[0]] = number
        }
        guard let memory = numbers["m"], let passes = numbers["t"], let lanes = numbers["p"], numbers.count == 3
        else { return nil }
        self.init(memory: memory, passes: passes, lanes: lanes)
    }

    /// A stored hash may cost this much and no more, so that a forged row cannot exhaust the machine.
    var isAffordable: Bool { memory <= 256 * 1024 && passes <= 16 && lanes <= 16 }
}
