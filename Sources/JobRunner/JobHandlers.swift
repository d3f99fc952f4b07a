public import Domain
public import Services

/// What each kind of job does: decode, call one service, say how it ended.
public struct JobHandlers: JobHandling {
    private let services: Services

    public var kinds: [JobKind] { JobKind.allCases }

    /// Handlers over the services.
    public init(services: Services) {
        self.services = services
    }

    /// Runs a job; an error is an attempt that failed.
    public func run(_ job: Job) async throws -> JobOutcome {
        switch job.kind {
        // Reading twice does no harm: the newer reading replaces the older one.
        case .testConnection: return .done(try await services.deviceReadings.testConnection(of: device(job)))
        case .readConfiguration: return .done(try await services.deviceReadings.read(device(job), job: job.id))
        case .readFacts: return .done(try await services.deviceReadings.readFacts(device(job), job: job.id))
        case .backUpDevice:
            return .done(try await services.deviceReadings.backUp(device(job), origin: job.backupOrigin))
        // What git has already is found there and not made again.
        case .archiveConfigurations:
            guard
                let result = try await services.archive.catchUp(
                    isRebuilding: job.arguments["rebuild"] == .bool(true))
            else {
                return .waiting(seconds: 2, "Another process works on the git repository.")
            }
            return .done(result)
        case .pushArchive:
            return .done(try await services.archive.push(isForced: job.arguments["force"] == .bool(true)))
        // What is searchable, or gone, is left as it is.
        case .indexConfigurations: return .done(try await services.search.catchUp())
        case .pruneBackups: return .done(try await services.retention.prune(job.deviceID))
        // A plan that was stored already is left as it is.
        case .planChange:
            try await services.planner.plan(change(job))
            return .done(.null)
        // A target that may have been sent to is read back, never sent again.
        case .runTarget: return try await runTarget(job)
        default:
            throw Problem(
                .invalid, code: "job_kind_unknown", "This program does not know how to do \(job.kind.rawValue).")
        }
    }

    /// Lines may be on the device, so a stop never ends this job before the device has a named state.
    public func outcomeOfStop(_ job: Job) -> JobOutcome {
        job.kind == .runTarget ? .waiting(seconds: 1, "Being stopped.") : .cancelled("Stopped on request.")
    }

    /// Every line that a target's run sends is stored under the token of its device's lease first.
    public func isFencedByItself(_ job: Job) -> Bool { job.kind == .runTarget }

    /// What has to be said elsewhere when a job ends without success.
    public func conclude(_ job: Job, _ sentence: String) async throws {
        switch job.kind {
        case .planChange: try await services.planner.giveUp(change(job), because: sentence)
        case .runTarget:
            if let target = target(job) { try await services.runner.giveUp(target, because: sentence) }
        default: break
        }
    }

    private func target(_ job: Job) -> ChangeTarget.ID? {
        job.arguments["target"]?.stringValue.flatMap(ChangeTarget.ID.init)
    }

    private func runTarget(_ job: Job) async throws -> JobOutcome {
        guard let target = target(job) else {
            return .gaveUp("The job does not name its target.")
        }
        switch try await services.runner.run(target, job: job.id) {
        case .settled(let state): return .done(.object(["state": .string(state.rawValue)]))
        case .waiting(let seconds, let sentence): return .waiting(seconds: seconds, sentence)
        }
    }

    private func device(_ job: Job) throws -> Device.ID {
        guard let id = job.deviceID else {
            throw Problem(.failed, code: "job_without_device", "The job does not name its device.")
        }
        return id
    }

    private func change(_ job: Job) throws -> Change.ID {
        guard let id = job.changeID else {
            throw Problem(.failed, code: "job_without_change", "The job does not name its change.")
        }
        return id
    }
}
