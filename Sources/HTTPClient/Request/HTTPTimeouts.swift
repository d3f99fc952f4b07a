/// How long each stage of a transfer may take.
public struct HTTPTimeouts: Sendable, Hashable {
    /// Waiting for a free connection when the limits are reached.
    public var queue: Duration
    /// Finding the addresses of the name.
    public var resolve: Duration
    /// Opening the TCP connection, all addresses together.
    public var connect: Duration
    /// The TLS handshake.
    public var tls: Duration
    /// From the request until the first byte of the answer, the sending of a body apart.
    public var firstByte: Duration
    /// Without a byte in either direction, while a body is sent or received; waiting for a slow reader of ours not counted.
    public var idle: Duration
    /// Everything together; nil leaves a stream open as long as it is not idle.
    public var total: Duration?

    /// The usual times suit an API that answers within seconds.
    public init(
        queue: Duration = .seconds(30), resolve: Duration = .seconds(5), connect: Duration = .seconds(10),
        tls: Duration = .seconds(10), firstByte: Duration = .seconds(30), idle: Duration = .seconds(30),
        total: Duration? = .seconds(120)
    ) {
        self.queue = queue
        self.resolve = resolve
        self.connect = connect
        self.tls = tls
        self.firstByte = firstByte
        self.idle = idle
        self.total = total
    }

    func limit(of stage: HTTPStage) -> Duration {
        switch stage {
        case .queue: self.queue
        case .resolve: self.resolve
        case .connect: self.connect
        case .tls: self.tls
        case .firstByte: self.firstByte
        case .idle: self.idle
        case .total: self.total ?? .seconds(365 * 86_400)
        }
    }
}
