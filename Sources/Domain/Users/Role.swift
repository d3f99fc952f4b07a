/// What a user may do, as a named set of permissions.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    case viewer, `operator`, engineer, approver, administrator

    /// Everything this role may do; what is not listed is refused.
    public var permissions: Set<Permission> {
        switch self {
        case .viewer: [.view]
        case .operator: [.view, .readDevices]
        case .engineer:
            [.view, .readDevices, .editDevices, .editTemplates, .manageSchedules, .proposeChanges, .runChanges]
        case .approver: [.view, .readDevices, .approveChanges, .viewAudit]
        case .administrator: Set(Permission.allCases)
        }
    }

    /// What the role is for, in a sentence.
    public var explanation: String {
        switch self {
        case .viewer: "Sees devices, templates, changes and backups."
        case .operator: "Also reads devices live, tests connections and takes backups."
        case .engineer: "Also edits devices, templates and schedules, proposes and runs changes."
        case .approver: "Sees everything, reads devices, and answers changes of others."
        case .administrator: "May do everything, except approve a change of their own."
        }
    }
}

/// One kind of thing a person may do.
public enum Permission: String, Sendable, Hashable, Codable, CaseIterable {
    case view
    case readDevices = "read_devices"
    case editDevices = "edit_devices"
    case editCredentials = "edit_credentials"
    case editTemplates = "edit_templates"
    case editPlatforms = "edit_platforms"
    case manageSchedules = "manage_schedules"
    case proposeChanges = "propose_changes"
    case approveChanges = "approve_changes"
    case runChanges = "run_changes"
    case viewAudit = "view_audit"
    case manageUsers = "manage_users"
    case manageQueue = "manage_queue"
    /// Takes configurations with their secrets; each time is in the audit.
    case viewSecrets = "view_secrets"
}
