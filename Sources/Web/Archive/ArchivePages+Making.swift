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
                whyNot: context.whyNot(.readDevices)),
            .make(
                "rebuild", "Rebuild", url: "/archive/rebuilds", whyNot: whyNot,
                confirm: (
                    "Make git again?",
                    "Every commit is made again from the backups. Where retention removed some, the next push has to be forced."
                )),
        ]
        if retention != nil {
            actions.append(
                .make(
                    "prune", "Remove old backups now", url: "/archive/removals", icon: "trash", whyNot: whyNot,
                    confirm: ("Remove old backups now?", "What the rule of retention lets go is gone for good.")))
        }
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
