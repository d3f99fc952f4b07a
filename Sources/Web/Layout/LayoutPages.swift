/// The frame of a page.
public struct Layout: Codable, Sendable {
    public var title: String
    public var isSignedIn: Bool
    /// Empty strings when nobody is signed in.
    public var user: User
    /// Comes back in every form.
    public var csrfToken: String
    /// system, light or dark.
    public var theme: String
    /// The path and query of this page; the theme form returns there.
    public var path: String
    public var nav: [NavSection]
    public var flash: [Flash]
    /// From the outermost; the page itself is not among them.
    public var breadcrumbs: [Component.Link]
    public var requestID: String
    public var version: String

    /// Takes every part.
    public init(
        title: String, isSignedIn: Bool, user: User, csrfToken: String, theme: String, path: String, nav: [NavSection],
        flash: [Flash], breadcrumbs: [Component.Link], requestID: String, version: String
    ) {
        self.title = title
        self.isSignedIn = isSignedIn
        self.user = user
        self.csrfToken = csrfToken
        self.theme = theme
        self.path = path
        self.nav = nav
        self.flash = flash
        self.breadcrumbs = breadcrumbs
        self.requestID = requestID
        self.version = version
    }

    /// The person who is signed in.
    public struct User: Codable, Sendable {
        public var name: String
        public var role: String
        public var initials: String

        /// Takes every part.
        public init(name: String, role: String, initials: String) {
            self.name = name
            self.role = role
            self.initials = initials
        }
    }

    /// A group of links of the navigation.
    public struct NavSection: Codable, Sendable {
        /// Empty for the first group.
        public var title: String
        public var links: [NavLink]

        /// Takes every part.
        public init(title: String, links: [NavLink]) {
            self.title = title
            self.links = links
        }
    }

    /// One link of the navigation.
    public struct NavLink: Codable, Sendable {
        public var title: String
        public var url: String
        /// A symbol of images/icons.svg.
        public var icon: String
        /// Empty for none.
        public var count: String
        /// What is counted, for screen readers, for example «waiting for your approval».
        public var countLabel: String
        public var isCurrent: Bool

        /// Takes every part.
        public init(title: String, url: String, icon: String, count: String, countLabel: String, isCurrent: Bool) {
            self.title = title
            self.url = url
            self.icon = icon
            self.count = count
            self.countLabel = countLabel
            self.isCurrent = isCurrent
        }
    }

    /// A message about what was just done.
    public struct Flash: Codable, Sendable {
        /// success, info, warning or danger.
        public var kind: String
        public var text: String

        /// Takes every part.
        public init(kind: String, text: String) {
            self.kind = kind
            self.text = text
        }
    }
}
