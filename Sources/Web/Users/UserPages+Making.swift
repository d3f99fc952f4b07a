import Domain
import Foundation

extension UserPages.Index.Row {
    /// A user in the list.
    init(_ user: User, context: SignedInContext) {
        self.init(
            username: user.username.text, name: user.displayName, url: "/users/\(user.id)/edit",
            role: user.role.rawValue,
            badge: Component.Badge(
                text: user.isEnabled ? "enabled" : "disabled", tone: user.isEnabled ? "success" : "neutral"),
            lastSignIn: Component.Timestamp(user.lastSignInAt), isSelf: user.id == context.user.id)
    }
}

extension Component.Fact {
    /// Each role with what it may do.
    static var roles: [Component.Fact] {
        Role.allCases.map { .make($0.rawValue.capitalized, $0.explanation) }
    }
}

extension Component.Action {
    /// The button that lets a user sign in or no longer.
    init(enabling user: User, context: SignedInContext) {
        let isSelf = user.id == context.user.id
        self =
            user.isEnabled
            ? .make(
                "disable", "Disable", url: "/users/\(user.id)/disablement", icon: "lock",
                whyNot: isSelf ? "You cannot disable yourself. Another administrator can." : "",
                confirm: (
                    "Disable \(user.username)?", "They are signed out everywhere and their tokens stop working."
                ))
            : .make("enable", "Enable", url: "/users/\(user.id)/enablement", icon: "check")
    }
}
