import Domain

/// What a commit says: a line for the log, and trailers for programs.
struct ArchiveMessage: Sendable {
    let text: String
    /// Who changed the device, as far as that is known: the author of the change, else NetStacks, which only saw it.
    let author: String

    static let committer = "NetStacks"

    /// The message for a point.
    init(_ point: PendingPoint) {
        let backup = point.backup
        let isFirst = point.path == nil
        let change = backup.cause == .afterChange ? point.change : nil
        var title = "\(backup.deviceName): "
        if let change {
            title += "\(change.title) (#\(change.number))"
        } else {
            title += isFirst ? "first backup" : "configuration changed"
        }
        author = change?.author ?? Self.committer
        var trailers = [
            ("Device", backup.deviceName.text), ("Address", point.host.text), ("Point", "\(backup.number)"),
            ("Backup", backup.id.description), ("Cause", backup.cause.rawValue),
        ]
        if let job = backup.jobID { trailers.append(("Job", job.description)) }
        if let change = point.change {
            trailers.append(("Change", "#\(change.number)"))
            if !change.reason.isEmpty { trailers.append(("Reason", change.reason)) }
        }
        if let schedule = point.scheduleName { trailers.append(("Schedule", schedule)) }
        if let person = backup.requestedBy { trailers.append(("Requested-By", person.name)) }
        if case .accepted(let doubt, _, let person) = backup.standing {
            trailers.append(("Doubt", doubt))
            trailers.append(("Accepted-By", person?.name ?? "unknown"))
        }
        text = Self.text(title, trailers)
    }

    /// The message for a file that moves, or goes with its device.
    init(_ file: StrayFile) {
        author = Self.committer
        if let home = file.home, let name = file.newName {
            text = Self.text(
                "\(file.name): moved to \(home)", [("Device", name.text), ("Moved-From", file.path)])
        } else {
            text = Self.text("\(file.name): device removed", [("Device", file.name), ("Removed", file.path)])
        }
    }

    private static func text(_ title: String, _ trailers: [(String, String)]) -> String {
        line(title, most: 120) + "\n\n" + trailers.map { "\($0): \(line($1, most: 1000))\n" }.joined()
    }

    /// One line, so that nothing in it can pass for another trailer.
    private static func line(_ text: String, most: Int) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(most) {
            view.append(scalar.value < 32 || scalar.value == 127 ? " " : scalar)
        }
        return String(view)
    }
}
