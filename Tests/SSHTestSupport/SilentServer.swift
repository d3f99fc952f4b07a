import Foundation

/// A loopback port that accepts connections and never says a word.
public final class SilentServer: Sendable {
    /// The port it listens on.
    public let port: UInt16
    private let listener: Int32

    /// Starts to listen; the kernel completes the handshakes, nobody ever answers.
    public init() throws {
        (self.listener, self.port) = try LoopbackSSHD.listen()
    }

    deinit { close(self.listener) }

    /// A port on which nothing listens: it was free a moment ago and is not reused at once.
    public static func closedPort() throws -> UInt16 {
        let (listener, port) = try LoopbackSSHD.listen()
        close(listener)
        return port
    }
}
