public import Domain
import Persistence

extension ChangeService {
    /// Approves exactly the plan of this digest. The author never may, whatever their role (change.md, rule 4).
    public func approve(_ id: Change.ID, digest: String, reason: String, by actor: Actor) async throws -> Change {
        try await answer(.approved, id, digest: digest, reason: reason, by: actor) { db, change in
            let given = try await ApprovalRepository(db).countValid(
                id, digest: digest, roles: Self.roles(answering: change))
            guard given >= change.approvalsNeeded else { return change }
            return try await ChangeRepository(db).move(id, from: [.awaitingApproval], to: .approved, outcome: nil)
                ?? change
        }
    }

    /// Rejects the plan; a rejected change is over.
    public func reject(_ id: Change.ID, digest: String, reason: String, by actor: Actor) async throws -> Change {
        guard !reason.allSatisfy(\.isWhitespace) else {
            throw Problem.invalid([
                FieldProblem("reason", "Say what speaks against it, so that the author can mend it.")
            ])
        }
        return try await answer(.rejected, id, digest: digest, reason: reason, by: actor) { db, change in
            try await ChangeRepository(db).move(
                id, from: [.awaitingApproval], to: .rejected, outcome: "Rejected by \(actor.user.name): \(reason)")
                ?? change
        }
    }

    /// Why this actor may not answer this change; empty when they may.
    public func answerRefusal(_ change: Change, by actor: Actor) -> String {
        if change.state != .awaitingApproval {
            return "The change is \(change.state.words), so there is nothing to answer."
        }
        if change.author.id == actor.user.id {
            return "You proposed this change; someone else has to answer it (four eyes)."
        }
        if !actor.may(.approveChanges) { return "Your role, \(actor.role.rawValue), may not answer changes." }
        if !Self.roles(answering: change).contains(actor.role) {
            return "The policy asks for an answer by the role \(change.approverRole.rawValue)."
        }
        return ""
    }

    /// The roles whose answers count: the one that the policy names, and administrators.
    static func roles(answering change: Change) -> [Role] {
        Array(Set([change.approverRole, .administrator]))
    }

    private func answer(
        _ decision: Approval.Decision, _ id: Change.ID, digest: String, reason: String, by actor: Actor,
        _ conclude: @Sendable (any Queryable, Change) async throws -> Change
    ) async throws -> Change {
        try actor.require(.approveChanges)
        guard reason.utf8.count <= 4000 else {
            throw Problem.invalid([FieldProblem("reason", "Keep the reason under 4,000 bytes.")])
        }
        return try await database.transaction { db in
            guard let change = try await ChangeRepository(db).lock(id) else { throw Problem.notFound("change") }
            let refusal = answerRefusal(change, by: actor)
            guard refusal.isEmpty else {
                let code = change.author.id == actor.user.id ? "four_eyes" : "change_not_answerable"
                throw Problem(change.state == .awaitingApproval ? .denied : .conflict, code: code, refusal)
            }
            guard change.digest == digest else {
                throw Problem(
                    .conflict, code: "digest_changed",
                    "The plan has changed since you read it. Look at the new plan, then answer again.")
            }
            _ = try await ApprovalRepository(db).insert(
                id: Approval.ID(), changeID: id, authorID: change.author.id, approverID: actor.user.id, digest: digest,
                decision: decision, reason: reason, expiresInSeconds: approvalSeconds)
            let concluded = try await conclude(db, change)
            try await AuditRepository(db).append(
                actor.entry(
                    "change.\(decision.rawValue)", "change", id,
                    "\(decision == .approved ? "Approved" : "Rejected") change #\(change.number), digest \(digest)"))
            try await EventRepository(db).append(.change(id), kind: "state", subject: "")
            return concluded
        }
    }
}
