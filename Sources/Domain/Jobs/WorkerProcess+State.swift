extension WorkerProcess {
    /// How a worker stands.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// It takes jobs.
        case working
        /// It lives and starts nothing new.
        case paused
        /// It ends what it runs and stops.
        case draining
        /// It ended in order.
        case stopped
        /// It died, or could not be heard; its jobs were taken over.
        case lost

        /// Whether it still runs, as far as is known.
        public var isLiving: Bool { self != .stopped && self != .lost }
    }

    /// How it stands, by its own end and by what people want of it.
    public var state: State {
        if lostAt != nil { return .lost }
        if stoppedAt != nil { return .stopped }
        switch wanted {
        case .run: return .working
        case .pause: return .paused
        case .drain: return .draining
        }
    }
}
