import Domain

extension AuditPages.Index.Row {
    /// One entry of the record.
    init(_ entry: AuditEntry) {
        self.init(
            number: String(entry.id), time: Component.Timestamp(entry.at), actor: entry.actorName,
            action: entry.action, subject: Component.Link(subjectOf: entry), summary: entry.summary,
            address: entry.remoteAddress, requestID: entry.requestID)
    }
}

extension Component.Link {
    /// What an entry is about, where it has a page.
    init(subjectOf entry: AuditEntry) {
        let pages = [
            "device": ("The device", "/devices/"), "credential_set": ("The credential set", "/credentials/"),
            "template_set": ("The template", "/templates/"), "stack": ("The stack", "/stacks/"),
            "change": ("The change", "/changes/"), "job": ("The job", "/jobs/"),
        ]
        guard let (title, path) = pages[entry.subjectKind], !entry.subjectID.isEmpty, !entry.action.hasSuffix(".remove")
        else {
            self = .none
            return
        }
        self.init(title: title, url: path + entry.subjectID)
    }
}

extension Component.Check {
    /// Whether the chain of hashes holds.
    init(_ chain: AuditChain) {
        if let broken = chain.brokenAt {
            self.init(
                name: "chain broken at entry \(broken)", badge: Component.Badge(text: "broken", tone: "danger"),
                detail: "Compare with an earlier copy of the database.")
        } else {
            let scope =
                chain.checked == chain.total
                ? Measure.count(chain.total, "entry", plural: "entries")
                : "the newest \(chain.checked) of \(chain.total) entries"
            self.init(
                name: "chain holds", badge: Component.Badge(text: "verified", tone: "success"), detail: scope)
        }
    }
}
