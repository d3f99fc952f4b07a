import Domain
import Services

extension SignedInContext {
    /// Goes on only when the role allows it; for pages whose form would be refused later.
    func require(_ permission: Permission) throws {
        let reason = whyNot(permission)
        guard reason.isEmpty else {
            throw Problem(.denied, code: "denied", reason + " Ask an administrator for a role that may.")
        }
    }

    /// Why the role does not allow it, for a disabled button; empty when it does.
    func whyNot(_ permission: Permission) -> String {
        actor.may(permission) ? "" : "Your role, \(user.role.rawValue), may not \(permission.words)."
    }
}
