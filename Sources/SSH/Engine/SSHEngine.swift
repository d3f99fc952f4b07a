import Reactor
import TCP

/// One SSH session inside a C library over a connected socket; used on its loop's thread only, by one call at a time.
///
/// No call blocks, nor goes on for as long as a server sends. One that answers `.again` is repeated, with the same arguments, when the socket is ready for `wanted`;
/// while that means writing, no other call may come between: half a packet has left.
protocol SSHEngine: AnyObject {
    var kind: SSHEngineKind { get }
    var socket: Socket { get }
    /// What the call that answered `.again` last waits for.
    var wanted: Readiness { get }
    /// Whether the call that answered `.again` has to be repeated before any other.
    var holdsHalfAPacket: Bool { get }
    /// How many bytes were taken from the socket; a call for one stream also takes what is for the other.
    var received: UInt64 { get }
    /// What the server offered; nil before the key exchange, or when the library does not show it.
    var serverOffer: ServerOffer? { get }
    /// The first bytes, at most 200, of a server that has made no offer; empty once it has.
    var heard: [UInt8] { get }
    /// The methods the server takes, after `askMethods`; empty when it let us in without any proof.
    var offeredMethods: [String] { get }

    func exchangeKeys() -> EngineAnswer
    func hostKey() -> SSHHostKey?
    func negotiated() -> NegotiatedAlgorithms
    /// Asks which methods the server takes; `isSignedIn` tells when it wants none.
    func askMethods(of username: String) -> EngineAnswer
    var isSignedIn: Bool { get }
    func signIn(_ username: String, with proof: EngineProof) -> EngineAnswer
    /// The text the server showed before the login; untrusted.
    var banner: String { get }
    func makeChannel(_ purpose: ChannelPurpose) -> any EngineChannel
    func sendKeepAlive() -> EngineAnswer
    func sayGoodbye() -> EngineAnswer
}

/// What is shown to the server to prove who we are.
enum EngineProof {
    case password(String)
    /// The password as the answer to each hidden question (RFC 4256).
    case keyboard(String)
    case key(pem: String, passphrase: String?)
    case agent(socket: String)
}

/// What a channel is opened for.
enum ChannelPurpose {
    /// A shell, a command or a subsystem.
    case session
    /// A TCP connection that the server makes (RFC 4254 section 7.2).
    case forward(host: String, port: UInt16)
}

/// One channel of a session; it keeps its session alive.
protocol EngineChannel: AnyObject {
    func open() -> EngineAnswer
    func requestTerminal(_ terminal: SSHTerminal) -> EngineAnswer
    /// Tells the program that its terminal has another size now (RFC 4254, 6.7); nobody answers that.
    func resize(_ terminal: SSHTerminal) -> EngineAnswer
    func setVariable(_ name: String, _ value: String) -> EngineAnswer
    func start(_ program: SSHProgram) -> EngineAnswer
    /// Reads what is there; `.done(0)` is the end of this stream.
    func read(_ stream: SSHOutput, into buffer: UnsafeMutableRawBufferPointer) -> EngineAnswer
    func write(_ bytes: UnsafeRawBufferPointer) -> EngineAnswer
    /// Sends what the library holds back.
    func flush() -> EngineAnswer
    func endInput() -> EngineAnswer
    /// Waits for the server's close after the end of the output; done at once before that end.
    func awaitClose() -> EngineAnswer
    func close() -> EngineAnswer
    /// How the program ended; nil before its end, or when the server does not tell.
    var exit: SSHExit? { get }
}
