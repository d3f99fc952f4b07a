import Domain
public import Hummingbird

/// The context of pages that need somebody signed in; without a session the group is never entered.
public struct SignedInContext: ChildRequestContext {
    public var coreContext: CoreRequestContextStorage
    let session: Session
    let user: User
    let clientAddress: String
    let theme: String

    /// Refuses with ``SignInNeeded`` when nobody is signed in.
    public init(context: WebContext) throws {
        guard let visitor = context.visitor else { throw SignInNeeded() }
        coreContext = context.coreContext
        session = visitor.session
        user = visitor.user
        clientAddress = context.clientAddress
        theme = context.theme
    }

    public var maxUploadSize: Int { 4 * 1024 * 1024 }

    /// Who asks, for the services.
    var actor: Actor {
        Actor(user: user.reference, role: user.role, remoteAddress: clientAddress, requestID: id)
    }
}

/// Nobody is signed in: a page goes to the sign-in form, a fragment answers 401.
struct SignInNeeded: Error {}
