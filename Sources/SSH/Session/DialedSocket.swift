import TCP

/// A socket to the server, and how it came about: over TCP, or by a jump host that looked the name up itself.
struct DialedSocket: Sendable {
    let socket: Socket
    let times: [SSHStageTime]

    init(_ opened: OpenedSocket) {
        self.socket = opened.socket
        self.times = [
            SSHStageTime(.resolve, took: opened.timings.lookup), SSHStageTime(.tcp, took: opened.timings.opening),
        ]
    }

    init(tunnel: Socket, took: Duration) {
        self.socket = tunnel
        self.times = [SSHStageTime(.tcp, took: took)]
    }
}
