import Domain
import Services

/// What a person says about a new snapshot.
struct SnapshotForm {
    var name = ""
    var note = ""
    var tag = ""
    /// Chosen in the list of devices; empty for all that the tag means.
    var devices: [Device.ID] = []

    init() {}

    init(_ body: FormBody) {
        name = body.text("name")
        note = body.text("note")
        tag = body.text("tag")
        devices = body.all("device").compactMap { Device.ID($0) }
    }

    /// Throws when the tag is none at all.
    func selection() throws -> SnapshotService.Selection {
        if !devices.isEmpty { return .devices(devices) }
        if tag.isEmpty { return .all }
        guard let tag = Tag(tag) else { throw Problem.invalid([FieldProblem("tag", "Choose one of the tags.")]) }
        return .tag(tag)
    }

    func page(tags: [Tag], problem: Problem?) -> SnapshotPages.New {
        let problems = problem?.fields ?? []
        let choice: [Component.FormField] =
            devices.isEmpty
            ? [
                .make(
                    "tag", "Devices", kind: "select", value: tag, help: "Those that have a backup.",
                    options: [.make("", "All devices", chosen: tag)]
                        + tags.map { .make($0.text, "With the tag \($0.text)", chosen: tag) }, problems: problems)
            ] : devices.map { .hidden("device", $0.description) }
        return SnapshotPages.New(
            subject: devices.isEmpty ? "" : Measure.count(devices.count, "chosen device"),
            form: Component.Form(
                action: "/snapshots", submitTitle: "Take the snapshot", cancelURL: "/snapshots",
                error: problem?.formError(besides: ["name", "note", "tag"]) ?? "",
                fields: [
                    .make(
                        "name", "Name", value: name, placeholder: "Before the core upgrade", isRequired: true,
                        problems: problems),
                    .make("note", "Note", kind: "textarea", value: note, rows: 2, problems: problems),
                ] + choice))
    }
}
