import Domain

/// What a person says about retention.
struct RetentionForm {
    var isOn = false
    var count = "100"
    var days = "365"

    init(_ rule: BackupRetention?) {
        guard let rule else { return }
        isOn = true
        count = "\(rule.count)"
        days = "\(rule.days)"
    }

    init(_ body: FormBody) {
        isOn = body.text("is_on") == "yes"
        count = body.text("count")
        days = body.text("days")
    }

    /// The rule; `nil` when nothing is to be removed.
    func rule() throws -> BackupRetention? {
        guard isOn else { return nil }
        guard let rule = BackupRetention(count: Int(count) ?? 0, days: Int(days) ?? 0) else {
            throw BackupRetention.outOfBounds
        }
        return rule
    }

    func form(problem: Problem?) -> Component.Form {
        let problems = problem?.fields.filter { ["count", "days"].contains($0.name) } ?? []
        return Component.Form(
            action: "/archive/retention", submitTitle: "Save", cancelURL: "",
            error: problems.isEmpty ? "" : "Look at the marked fields.",
            fields: [
                .make(
                    "is_on", "Removal", kind: "radio", value: isOn ? "yes" : "no", isRequired: true,
                    options: [
                        .make("no", "Keep everything", chosen: isOn ? "yes" : "no"),
                        .make("yes", "Remove old backups", chosen: isOn ? "yes" : "no"),
                    ]),
                .make(
                    "count", "Newest points of each device that stay", kind: "number", value: count, isRequired: true,
                    problems: problems),
                .make(
                    "days", "Days after which a point may go", kind: "number", value: days, isRequired: true,
                    problems: problems),
            ])
    }
}
