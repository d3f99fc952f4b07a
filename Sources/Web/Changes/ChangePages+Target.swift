extension ChangePages {
    /// One device of a change; the live part `changes/_target.html`.
    public struct Target: Codable, Sendable {
        /// The device's id; the element's id is `target-` and this.
        public var id: String
        public var fragmentURL: String
        public var position: String
        public var device: Component.Link
        public var platform: String
        public var badge: Component.Badge
        /// Whether it is being planned or run now.
        public var isLive: Bool
        /// Whether it is shown unfolded.
        public var isOpen: Bool
        /// What happened and what to do; may be empty.
        public var detail: String
        /// As of a notice.
        public var detailTone: String
        public var isPlanned: Bool
        /// Whether nothing needs to be sent.
        public var isInPlace: Bool
        public var added: Int
        public var removed: Int
        /// For example «Read 14 s before planning, hash 9f2c41aa03be».
        public var base: String
        public var baseTime: Component.Timestamp
        public var baseAge: Component.Badge
        public var safetyNet: String
        public var safetyNetDetail: String
        public var warnings: [String]
        public var commands: [Command]
        public var predicted: Component.Diff
        public var inverse: [Component.TextLine]
        public var expectation: [Component.TextLine]
        public var hasRun: Bool
        /// For example «3 of 7 lines accepted»; empty before the run.
        public var progress: String
        public var commandsDone: Int
        public var commandsTotal: Int
        public var transcript: [Component.LogLine]
        public var hasObserved: Bool
        public var observed: Component.Diff
        /// At most one: observed compared with predicted.
        public var verdict: [Component.Notice]
        /// What did not come, and what came besides.
        public var deviations: [String]
        public var checks: [Component.Check]
        public var hasDrift: Bool
        /// What somebody else changed since the plan.
        public var drift: Component.Diff
        public var backups: [Component.Link]

        /// Takes every part.
        public init(
            id: String, fragmentURL: String, position: String, device: Component.Link, platform: String,
            badge: Component.Badge, isLive: Bool, isOpen: Bool, detail: String, detailTone: String, isPlanned: Bool,
            isInPlace: Bool, added: Int, removed: Int, base: String, baseTime: Component.Timestamp,
            baseAge: Component.Badge, safetyNet: String, safetyNetDetail: String, warnings: [String],
            commands: [Command], predicted: Component.Diff, inverse: [Component.TextLine],
            expectation: [Component.TextLine], hasRun: Bool, progress: String, commandsDone: Int, commandsTotal: Int,
            transcript: [Component.LogLine], hasObserved: Bool, observed: Component.Diff, verdict: [Component.Notice],
            deviations: [String], checks: [Component.Check], hasDrift: Bool, drift: Component.Diff,
            backups: [Component.Link]
        ) {
            self.id = id
            self.fragmentURL = fragmentURL
            self.position = position
            self.device = device
            self.platform = platform
            self.badge = badge
            self.isLive = isLive
            self.isOpen = isOpen
            self.detail = detail
            self.detailTone = detailTone
            self.isPlanned = isPlanned
            self.isInPlace = isInPlace
            self.added = added
            self.removed = removed
            self.base = base
            self.baseTime = baseTime
            self.baseAge = baseAge
            self.safetyNet = safetyNet
            self.safetyNetDetail = safetyNetDetail
            self.warnings = warnings
            self.commands = commands
            self.predicted = predicted
            self.inverse = inverse
            self.expectation = expectation
            self.hasRun = hasRun
            self.progress = progress
            self.commandsDone = commandsDone
            self.commandsTotal = commandsTotal
            self.transcript = transcript
            self.hasObserved = hasObserved
            self.observed = observed
            self.verdict = verdict
            self.deviations = deviations
            self.checks = checks
            self.hasDrift = hasDrift
            self.drift = drift
            self.backups = backups
        }
    }

    /// One line that is sent, exactly as shown.
    public struct Command: Codable, Sendable {
        public var number: String
        public var text: String
        /// planned, sending, accepted or rejected.
        public var state: String
        /// What the device answered to a refused line; empty otherwise.
        public var message: String

        /// Takes every part.
        public init(number: String, text: String, state: String, message: String) {
            self.number = number
            self.text = text
            self.state = state
            self.message = message
        }
    }
}
