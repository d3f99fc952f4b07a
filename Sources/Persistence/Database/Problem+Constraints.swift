import Domain
import Postgres

extension Problem {
    /// What a violated constraint means, by its name. The cause leaves the row out, because rows hold hashes.
    init(violation error: PostgresError, naming name: String) {
        let cause = error.description
        switch error.constraint ?? "" {
        case "device_name_unique":
            self.init(taken: "name", "device_name_taken", "A device named \(name) exists already.", cause)
        case "credential_set_name_unique":
            self.init(
                taken: "name", "credential_set_name_taken", "A credential set named \(name) exists already.", cause)
        case "template_set_name_unique":
            self.init(taken: "name", "template_set_name_taken", "A template set named \(name) exists already.", cause)
        case "stack_name_unique":
            self.init(taken: "name", "stack_name_taken", "A stack named \(name) exists already.", cause)
        case "network_snapshot_name_unique":
            self.init(taken: "name", "snapshot_name_taken", "There is a snapshot with this name already.", cause)
        case "schedule_name_unique":
            self.init(taken: "name", "schedule_name_taken", "A schedule named \(name) exists already.", cause)
        case "user_account_username_unique":
            self.init(taken: "username", "username_taken", "A user named \(name) exists already.", cause)
        case "stack_member_once":
            self.init(
                .conflict, code: "stack_member_repeated", "A stack can contain each template set only once.",
                fields: [FieldProblem("template_set_ids", "Choose each template set only once.")], cause: cause)
        case "approval_once":
            self.init(
                .conflict, code: "approval_repeated",
                "You have already answered this plan. A new answer needs a new plan.", cause: cause)
        case "approval_four_eyes":
            self.init(
                .denied, code: "four_eyes", "The author of a change cannot answer it: somebody else must.", cause: cause
            )
        case "credential_set_can_sign_in":
            self.init(
                .invalid, code: "credential_set_empty", "A credential set needs a password or a private key.",
                cause: cause)
        case "credential_set_passphrase_has_key":
            self.init(
                .invalid, code: "passphrase_without_key", "A passphrase goes with a private key, and there is none.",
                cause: cause)
        case let constraint where error.isReferenceViolation:
            self.init(reference: constraint, isRemoval: error.isRemoval, cause: cause)
        default:
            if error.code == .uniqueViolation || error.code == .exclusionViolation {
                self.init(.conflict, code: "already_exists", "This exists already.", cause: cause)
            } else {
                self.init(
                    .failed, code: "database_failed", "The database refused this. The log has the details.",
                    cause: cause)
            }
        }
    }

    private init(taken field: String, _ code: String, _ sentence: String, _ cause: String) {
        self.init(
            .conflict, code: code, sentence + " Choose another name.",
            fields: [FieldProblem(field, sentence + " Choose another name.")], cause: cause)
    }

    private init(reference constraint: String, isRemoval: Bool, cause: String) {
        guard isRemoval else {
            self.init(
                .conflict, code: "reference_gone",
                "Something that this refers to was removed in the meantime. Go back and choose again.", cause: cause)
            return
        }
        let (code, sentence) =
            switch constraint {
            case "device_credential_set_id_fkey":
                ("credential_set_in_use", "Devices still use this credential set. Give them another one first.")
            case "device_jump_host_id_fkey":
                ("jump_host_in_use", "Other devices are reached through this one. Give them another way first.")
            case "stack_member_template_set_id_fkey":
                ("template_set_in_use", "A stack still uses this template set. Take it out of the stack first.")
            case "change_device_device_id_fkey", "change_target_device_id_fkey", "target_run_device_id_fkey":
                ("device_in_use", "Changes name this device, so it stays for their record.")
            case "change_author_id_fkey", "approval_approver_id_fkey":
                (
                    "user_in_use",
                    "This person has proposed or answered changes, so they stay for the record. Disable them."
                )
            default: ("still_in_use", "Something else still uses this, so it stays.")
            }
        self.init(.conflict, code: code, sentence, cause: cause)
    }
}

extension PostgresError {
    /// Whether a foreign key was violated.
    fileprivate var isReferenceViolation: Bool { code == .foreignKeyViolation }

    /// Whether the statement takes something away: then the row is still in use, else what it refers to is gone.
    fileprivate var isRemoval: Bool { statement?.hasSuffix(".delete") ?? false }
}
