import Domain
public import Hummingbird
public import NIOCore

/// What is known of every request: where it comes from, and who is signed in, if anybody.
public struct WebContext: RequestContext, RemoteAddressRequestContext {
    public var coreContext: CoreRequestContextStorage
    public let remoteAddress: SocketAddress?
    /// The address that counts for throttling and the audit record.
    var clientAddress: String
    /// Set by ``SessionMiddleware``.
    var visitor: Visitor?
    /// Set by ``BearerMiddleware`` on paths of the API.
    var bearer: User?
    /// The token that forms of somebody who is not signed in carry.
    var anonymousToken = ""
    /// `system`, `light` or `dark`.
    var theme = "system"

    /// Somebody with a session.
    struct Visitor: Sendable {
        let session: Session
        let user: User
    }

    /// The context of a request on a channel.
    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
        clientAddress = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// Bodies of forms and JSON documents; a configuration to send fits.
    public var maxUploadSize: Int { 4 * 1024 * 1024 }
}
