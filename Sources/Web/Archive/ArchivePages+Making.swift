import Domain
import Services

extension ArchivePages.Commit {
    /// An entry that is a commit.
    init(_ entry: ArchiveEntry) {
        self.init(
            hash: String((entry.commit ?? "").prefix(10)),
            title: entry.message.split(separator: "\n").first.map(String.init) ?? "",
            url: entry.backupID.map { "/backups/\($0)" } ?? "", author: entry.author,
            time: Component.Timestamp(entry.at), path: entry.path)
    }
}

/// Makes the page about git and retention.
struct ArchivePageMaker {
    let state: ArchiveState
    let retention: BackupRetention?
    let credentials: [CredentialSet]
    let context: SignedInContext

    func page(remote: RemoteForm, retention form: RetentionForm, problem: Problem?) -> ArchivePages.Show {
        let whyNot = context.whyNot(.editCredentials)
        var actions: [Component.Action] = [
            .make(
                "catch-up", "Bring in step", url: "/archive/catch-ups", icon: "refresh",
                whyNot: context.whyNot(.readDevices))
        ]
        if state.remote != nil {
            actions.append(.make("push", "Push now", url: "/archive/pushes", icon: "arrow-right", whyNot: whyNot))
            actions.append(
                .make(
                    "force", "Push by force", url: "/archive/pushes?force=yes", style: "danger", whyNot: whyNot,
                    confirm: (
                        "Push by force?", "Commits that the remote has besides ours are thrown away there."
                    )))
            actions.append(
                .make(
                    "remove", "End pushing", url: "/archive/remote-deletion", icon: "trash", style: "danger",
                    whyNot: whyNot, confirm: ("End pushing?", "What was pushed stays at the remote.")))
        }
        return ArchivePages.Show(
            facts: facts, push: push, failure: state.remote?.failure ?? "",
            offeredHostKey: state.remote?.offeredHostKey ?? "", actions: actions,
            commits: state.newest.map(ArchivePages.Commit.init),
            remote: remote.form(credentials, problem: problem), retention: form.form(problem: problem),
            retentionText: retention.map {
                "Backups not seen for \($0.days) days go, besides the newest \($0.count) of each device. The newest good one, kept ones and those of snapshots always stay."
            } ?? "Nothing is removed.", canEdit: whyNot.isEmpty)
    }

    private var facts: [Component.Fact] {
        var facts: [Component.Fact] = [
            .make("Repository", state.folder, isMonospaced: true),
            .make("Commits", "\(state.entries - state.pending)"), .make("Waiting", "\(state.pending)"),
        ]
        if let tip = state.newest.first?.commit {
            facts.append(.make("Newest", String(tip.prefix(10)), isMonospaced: true))
        }
        if let remote = state.remote {
            facts.append(.make("Remote", remote.url, isMonospaced: true))
            facts.append(.make("Pushed", Component.Timestamp(remote.pushedAt).text))
        }
        return facts
    }

    private var push: Component.Badge {
        guard let remote = state.remote else { return Component.Badge(text: "not pushed anywhere", tone: "neutral") }
        if !remote.failure.isEmpty { return Component.Badge(text: "push failed", tone: "danger") }
        guard let pushed = remote.pushedCommit else { return Component.Badge(text: "not pushed yet", tone: "progress") }
        return pushed == state.newest.first?.commit
            ? Component.Badge(text: "remote in step", tone: "success")
            : Component.Badge(text: "remote behind", tone: "progress")
    }
}

/// What a person says about the remote.
struct RemoteForm {
    var url = ""
    var branch = "main"
    var credentials = ""
    var hostKeys = ""

    init(_ remote: ArchiveRemote?) {
        guard let remote else { return }
        url = remote.url
        branch = remote.branch
        credentials = remote.credentialSetID?.description ?? ""
        hostKeys = remote.hostKeys.joined(separator: "\n")
    }

    init(_ body: FormBody) {
        url = body.text("url")
        branch = body.text("branch")
        credentials = body.text("credential_set_id")
        hostKeys = body.raw("host_keys")
    }

    /// Throws when the credential set is none at all.
    func remote() throws -> ArchiveRemote {
        let id = CredentialSet.ID(credentials)
        if !credentials.isEmpty, id == nil {
            throw Problem.invalid([FieldProblem("credential_set_id", "This credential set does not exist any more.")])
        }
        return ArchiveRemote(
            url: url, branch: branch, credentialSetID: id,
            hostKeys: hostKeys.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    func form(_ sets: [CredentialSet], problem: Problem?) -> Component.Form {
        let problems = problem?.fields ?? []
        let names = ["url", "branch", "credential_set_id", "host_keys"]
        let isMine = problems.contains { names.contains($0.name) }
        return Component.Form(
            action: "/archive/remote", submitTitle: "Save and push", cancelURL: "",
            error: isMine ? "Look at the marked fields." : "",
            fields: [
                .make(
                    "url", "Address", value: url, help: "ssh://git@host/path.git, git@host:path.git or https://host/path.git.",
                    isRequired: true, problems: problems),
                .make("branch", "Branch", value: branch, isRequired: true, problems: problems),
                .make(
                    "credential_set_id", "Credential set", kind: "select", value: credentials,
                    options: [.make("", "None", chosen: credentials)]
                        + sets.map { .make($0.id.description, $0.name, chosen: credentials) }, problems: problems),
                .make(
                    "host_keys", "Trusted SSH host keys", kind: "textarea", value: hostKeys,
                    help: "SHA-256 fingerprints as ssh-keygen -lf prints them, one a line. Without one nothing is pushed over SSH.",
                    rows: 2, problems: problems),
            ])
    }
}

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
            throw Problem.invalid([
                FieldProblem("count", "Give 1 to 100,000 points."), FieldProblem("days", "Give 1 to 36,500 days."),
            ])
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
                    "is_on", "Removal", kind: "radio", value: isOn ? "yes" : "no",
                    options: [
                        .make("no", "Keep everything", chosen: isOn ? "yes" : "no"),
                        .make("yes", "Remove old backups", chosen: isOn ? "yes" : "no"),
                    ]),
                .make("count", "Newest points of each device that stay", kind: "number", value: count, problems: problems),
                .make("days", "Days after which a point may go", kind: "number", value: days, problems: problems),
            ])
    }
}
