/// The first page after signing in.
public enum OverviewPages {
    /// What needs attention now.
    public struct Index: Codable, Sendable {
        public var numbers: [Number]
        /// Whether the steps are shown instead of the lists.
        public var isEmptyInstall: Bool
        public var steps: [SetupStep]
        public var waitingForMe: [ChangePages.Row]
        public var inFlight: [ChangePages.Row]
        public var failures: [Failure]
        public var recent: [ChangePages.Row]

        /// Takes every part.
        public init(
            numbers: [Number], isEmptyInstall: Bool, steps: [SetupStep], waitingForMe: [ChangePages.Row],
            inFlight: [ChangePages.Row], failures: [Failure], recent: [ChangePages.Row]
        ) {
            self.numbers = numbers
            self.isEmptyInstall = isEmptyInstall
            self.steps = steps
            self.waitingForMe = waitingForMe
            self.inFlight = inFlight
            self.failures = failures
            self.recent = recent
        }

        /// One counted thing.
        public struct Number: Codable, Sendable {
            public var label: String
            public var value: String
            public var detail: String
            public var url: String
            /// As of a badge; decides the shape beside the detail.
            public var tone: String

            /// Takes every part.
            public init(label: String, value: String, detail: String, url: String, tone: String) {
                self.label = label
                self.value = value
                self.detail = detail
                self.url = url
                self.tone = tone
            }
        }

        /// One step from an empty install to the first change.
        public struct SetupStep: Codable, Sendable {
            public var title: String
            public var text: String
            public var url: String
            public var actionTitle: String
            public var isDone: Bool
            public var isNext: Bool

            /// Takes every part.
            public init(title: String, text: String, url: String, actionTitle: String, isDone: Bool, isNext: Bool) {
                self.title = title
                self.text = text
                self.url = url
                self.actionTitle = actionTitle
                self.isDone = isDone
                self.isNext = isNext
            }
        }

        /// Something that failed lately.
        public struct Failure: Codable, Sendable {
            public var title: String
            public var url: String
            public var text: String
            public var badge: Component.Badge
            public var time: Component.Timestamp

            /// Takes every part.
            public init(title: String, url: String, text: String, badge: Component.Badge, time: Component.Timestamp) {
                self.title = title
                self.url = url
                self.text = text
                self.badge = badge
                self.time = time
            }
        }
    }
}
