/// What undoes a change of this platform when the link dies, strongest first.
public struct SafetyNet: Sendable {
    /// The kinds of net.
    public enum Kind: String, Sendable, CaseIterable {
        /// A candidate whose commit the device takes back unless it is confirmed.
        case commitConfirmed = "commit_confirmed"
        /// A configuration session with a commit timer.
        case sessionTimer = "configure_session_timer"
        /// A timer that brings an archived configuration back.
        case archiveTimer = "archive_rollback_timer"
        /// A checkpoint to which we roll back ourselves.
        case checkpoint
        /// Lines that take back what was sent, typed by ourselves.
        case inverseCommands = "inverse_commands"
        /// Nothing.
        case none
    }

    /// The kind of net.
    public let kind: Kind
    /// Spreads it before the first line.
    public let arm: Operation?
    /// Takes it away after success.
    public let disarm: Operation?
    /// Uses it.
    public let undo: Operation?

    static let inverseCommands = SafetyNet(kind: .inverseCommands)

    private init(kind: Kind) {
        self.kind = kind
        self.arm = nil
        self.disarm = nil
        self.undo = nil
    }

    init(_ reader: KeyReader) {
        self.kind = reader.choice("net", of: Kind.self) ?? .inverseCommands
        if reader.node("net") == nil { reader.missing("net", "the kind of net") }
        // Modes need no checking here: these commands are typed where commands are run.
        let modes = ModeGraph([])
        self.arm = reader.map("arm").map { Operation($0, role: .reading, modes: modes) }
        self.disarm = reader.map("disarm").map { Operation($0, role: .reading, modes: modes) }
        self.undo = reader.map("undo").map { Operation($0, role: .reading, modes: modes) }
        if self.kind == .checkpoint, self.arm == nil || self.undo == nil {
            reader.note("net", "A checkpoint needs «arm», which makes it, and «undo», which rolls back to it.")
        }
        reader.finish()
    }
}
