/// How long each stage of connecting may take.
public struct SSHTimeouts: Sendable {
    /// Looking up the name.
    public var resolve: Duration
    /// Opening the TCP connection, all addresses together.
    public var tcp: Duration
    /// Greeting and key exchange.
    public var keyExchange: Duration
    /// Signing in.
    public var authentication: Duration
    /// Opening the shell.
    public var channel: Duration

    /// The usual times fit slow routers; slow AAA servers may need more for `authentication`.
    public init(
        resolve: Duration = .seconds(5), tcp: Duration = .seconds(5), keyExchange: Duration = .seconds(10),
        authentication: Duration = .seconds(15), channel: Duration = .seconds(10)
    ) {
        self.resolve = resolve
        self.tcp = tcp
        self.keyExchange = keyExchange
        self.authentication = authentication
        self.channel = channel
    }
}
