public import Domain

extension Actor {
    /// Goes on only when the role allows it; every public method of a service begins with this.
    func require(_ permission: Permission) throws {
        guard may(permission) else {
            throw Problem(
                .denied, code: "denied",
                "Your role, \(role.rawValue), may not \(permission.words). Ask an administrator for a role that may.")
        }
    }
}

extension Permission {
    /// The permission as the end of «may not …».
    public var words: String {
        switch self {
        case .view: "see this"
        case .readDevices: "read devices"
        case .editDevices: "add, edit or remove devices"
        case .editCredentials: "manage credential sets"
        case .editTemplates: "edit templates and stacks"
        case .editPlatforms: "write or remove platforms"
        case .manageSchedules: "manage schedules"
        case .proposeChanges: "propose changes"
        case .approveChanges: "answer changes"
        case .runChanges: "run changes"
        case .viewAudit: "see the audit record"
        case .manageUsers: "manage users"
        case .viewSecrets: "see configurations with their secrets"
        case .manageQueue: "pause kinds of jobs and workers, or set limits"
        }
    }
}
