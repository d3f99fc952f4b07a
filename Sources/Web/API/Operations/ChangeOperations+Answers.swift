import Domain
import HTTPTypes
import Services

extension ChangeOperations {
    /// The answers of people other than the author.
    var answers: [APIOperation] {
        [
            answer("approveChange", "approvals", "Approve exactly this plan") { [services] id, digest, reason, actor in
                try await services.changes.approve(id, digest: digest, reason: reason, by: actor)
            },
            answer("rejectChange", "rejections", "Reject this plan") { [services] id, digest, reason, actor in
                try await services.changes.reject(id, digest: digest, reason: reason, by: actor)
            },
        ]
    }

    private func answer(
        _ id: String, _ path: String, _ summary: String,
        _ give: @escaping @Sendable (Change.ID, String, String, Actor) async throws -> Change
    ) -> APIOperation {
        APIOperation(
            id: id, method: .post, path: "/changes/{id}/\(path)", tag: "Changes", permission: .approveChanges,
            summary: summary, text: "The author of a change cannot answer it, whatever their role.",
            body: .object([Self.digest, Self.reason]), answer: .named("Change"), refusals: [409]
        ) { call in
            try await give(
                try call.id(of: "change"), call.body.text("digest"), call.body.text("reason"), call.actor
            ).document
        }
    }
}
