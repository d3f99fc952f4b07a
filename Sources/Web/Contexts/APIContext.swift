import Domain
public import Hummingbird

/// The context of the JSON API: somebody identified by a bearer token.
public struct APIContext: ChildRequestContext {
    public var coreContext: CoreRequestContextStorage
    let user: User
    let clientAddress: String

    /// Refuses with 401 when ``BearerMiddleware`` found no valid token.
    public init(context: WebContext) throws {
        guard let user = context.bearer else {
            throw Problem(
                .unauthenticated, code: "token_missing",
                "Send an API token as «Authorization: Bearer nst_…»; tokens are made on the account page.")
        }
        coreContext = context.coreContext
        self.user = user
        clientAddress = context.clientAddress
    }

    public var maxUploadSize: Int { 4 * 1024 * 1024 }

    /// Who asks, for the services.
    var actor: Actor {
        Actor(user: user.reference, role: user.role, remoteAddress: clientAddress, requestID: id)
    }
}
