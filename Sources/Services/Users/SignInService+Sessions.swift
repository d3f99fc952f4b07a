public import Domain
import Persistence

extension SignInService {
    /// The browsers in which the actor is signed in, the one used last first.
    public func sessions(by actor: Actor) async throws -> [Session] {
        try await SessionRepository(database).list(of: actor.user.id).sorted { $0.lastSeenAt > $1.lastSeenAt }
    }
}
