extension BackupPages {
    /// Two stored configurations compared.
    public struct Diff: Codable, Sendable {
        public var from: Point
        public var to: Point
        public var swapURL: String
        /// Gets `against`.
        public var compareURL: String
        public var compareOptions: [Component.Option]
        public var diff: Component.Diff
        public var sides: Component.Sides

        /// Takes every part.
        public init(
            from: Point, to: Point, swapURL: String, compareURL: String,
            compareOptions: [Component.Option], diff: Component.Diff, sides: Component.Sides
        ) {
            self.from = from
            self.to = to
            self.swapURL = swapURL
            self.compareURL = compareURL
            self.compareOptions = compareOptions
            self.diff = diff
            self.sides = sides
        }

        /// One side of the comparison.
        public struct Point: Codable, Sendable {
            /// Device and number, for example «r1, point 3».
            public var title: String
            public var device: Component.Link
            public var url: String
            public var time: Component.Timestamp
            public var cause: Component.Badge

            /// Takes every part.
            public init(
                title: String, device: Component.Link, url: String, time: Component.Timestamp, cause: Component.Badge
            ) {
                self.title = title
                self.device = device
                self.url = url
                self.time = time
                self.cause = cause
            }
        }
    }
}
