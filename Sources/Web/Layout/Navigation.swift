import Domain

/// The links beside every page; what a role may not see is not offered.
enum Navigation {
    static func sections(for role: Role, path: String) -> [Layout.NavSection] {
        func link(_ title: String, _ url: String, _ icon: String) -> Layout.NavLink {
            let isCurrent = url == "/" ? path == "/" : path == url || path.hasPrefix(url + "/")
            return Layout.NavLink(title: title, url: url, icon: icon, count: "", countLabel: "", isCurrent: isCurrent)
        }
        var administration = [link("Workers", "/workers", "workers"), link("Queues", "/queues", "queues")]
        if role.permissions.contains(.manageUsers) { administration.append(link("Users", "/users", "users")) }
        if role.permissions.contains(.viewAudit) { administration.append(link("Audit", "/audit", "audit")) }
        administration.append(link("API", "/docs/api", "docs"))
        return [
            Layout.NavSection(
                title: "",
                links: [
                    link("Overview", "/", "overview"), link("Changes", "/changes", "changes"),
                    link("Jobs", "/jobs", "jobs"), link("Schedules", "/schedules", "clock"),
                ]),
            Layout.NavSection(
                title: "Network",
                links: [
                    link("Devices", "/devices", "devices"), link("Search", "/search", "search"),
                    link("Snapshots", "/snapshots", "copy"), link("Backups", "/archive", "backups"),
                    link("Credentials", "/credentials", "credentials"),
                    link("Platforms", "/platforms", "platforms"), link("Breakers", "/breakers", "shield"),
                ]),
            Layout.NavSection(
                title: "Design",
                links: [link("Templates", "/templates", "templates"), link("Stacks", "/stacks", "stacks")]),
            Layout.NavSection(title: "Administration", links: administration),
        ]
    }
}
