import Domain

extension Layout {
    /// The frame for somebody who is not signed in.
    static func signedOut(
        title: String, token: String, theme: String, path: String, requestID: String, version: String
    ) -> Layout {
        Layout(
            title: title, isSignedIn: false, user: User(name: "", role: "", initials: ""), csrfToken: token,
            theme: theme, path: path, nav: [], flash: [], breadcrumbs: [], requestID: requestID, version: version)
    }
}

extension Layout.User {
    /// The signed-in person, as the frame shows them.
    init(_ user: Domain.User) {
        let name = user.reference.name
        let words = name.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        self.init(
            name: name, role: user.role.rawValue,
            initials: String(words.prefix(2).compactMap(\.first)).uppercased())
    }
}
