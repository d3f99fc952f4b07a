/// The names under which Ansible's filters and tests are known: short, and with their collection.
enum AnsibleNames {
    /// Every entry under its short name and as `collection.name`.
    static func qualified(_ collection: String, _ entries: [String: Filter]) -> [String: Filter] {
        var all = entries
        for (name, filter) in entries { all["\(collection).\(name)"] = filter }
        return all
    }

    /// Filters and tests that are reached by their full name only, because the language has its own short one.
    static func onlyQualified(_ collection: String, _ entries: [String: Filter]) -> [String: Filter] {
        Dictionary(uniqueKeysWithValues: entries.map { ("\(collection).\($0.key)", $0.value) })
    }

    static func merged(_ groups: [[String: Filter]]) -> [String: Filter] {
        groups.reduce(into: [:]) { all, group in all.merge(group) { $1 } }
    }
}

extension Filters {
    /// Filters of ansible-core, ansible.utils and ansible.netcommon.
    static let ansible: [String: Filter] = AnsibleNames.merged([
        AnsibleNames.qualified(
            "ansible.builtin",
            AnsibleNames.merged([
                Filters.regex, Filters.ansibleText, Filters.ansiblePaths, Filters.ansibleCodes, Filters.ansibleData,
                Filters.ansibleSets, Filters.ansibleMath, Filters.ansibleDicts, Filters.yaml,
            ])),
        AnsibleNames.onlyQualified("ansible.builtin", Filters.ansibleOverrides),
        AnsibleNames.qualified("ansible.utils", AnsibleNames.merged([Filters.addresses, Filters.subnets])),
        // Where these filters lived before they moved to ansible.utils.
        AnsibleNames.onlyQualified("ansible.netcommon", AnsibleNames.merged([Filters.addresses, Filters.subnets])),
        AnsibleNames.qualified("ansible.netcommon", Filters.vlans),
    ])
}
