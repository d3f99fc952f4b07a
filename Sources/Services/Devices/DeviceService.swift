public import Domain
public import Persistence

/// Keeps the devices and asks for work on them. It never talks to a device itself: it enqueues jobs.
public struct DeviceService: Sendable {
    let database: Database
    let platforms: PlatformCatalogue
    /// Which ways to devices are open here.
    public let access: AccessPolicy

    /// A service over the database and the known platforms.
    public init(database: Database, platforms: PlatformCatalogue, access: AccessPolicy = AccessPolicy()) {
        self.database = database
        self.platforms = platforms
        self.access = access
    }

    /// One page of devices.
    public func list(_ filter: DeviceFilter, by actor: Actor) async throws -> Paged<Device> {
        try actor.require(.view)
        return try await DeviceRepository(database).list(filter)
    }

    /// One device.
    public func find(_ id: Device.ID, by actor: Actor) async throws -> Device {
        try actor.require(.view)
        guard let device = try await DeviceRepository(database).find(id) else { throw Problem.notFound("device") }
        return device
    }

    /// The device of this name, compared without case; `nil` when there is none.
    public func find(named name: DeviceName, by actor: Actor) async throws -> Device? {
        try actor.require(.view)
        return try await DeviceRepository(database).find(name: name)
    }

    /// Devices whose name or address contains the text, best first; for the command palette.
    public func search(_ text: String, limit: Int, by actor: Actor) async throws -> [Device] {
        try actor.require(.view)
        return try await DeviceRepository(database).search(text, limit: min(limit, 50))
    }

    /// Every tag in use, with the number of its devices.
    public func tags(by actor: Actor) async throws -> [(Tag, Int)] {
        try actor.require(.view)
        return try await DeviceRepository(database).tags()
    }

    /// Adds a device.
    public func add(_ draft: DeviceDraft, by actor: Actor) async throws -> Device {
        try actor.require(.editDevices)
        try await check(draft)
        return try await database.transaction { db in
            let device = try await DeviceRepository(db).insert(Device.ID(), draft)
            try await AuditRepository(db).append(
                actor.entry(
                    "device.add", "device", device.id,
                    "Added device \(draft.name)" + device.accessEntry(after: nil)))
            return device
        }
    }

    /// Changes a device; a new address or port forgets the pinned host key only when a person says so.
    ///
    /// What was learnt about its SSH is forgotten then: nothing depends on it but where the next session begins.
    public func update(_ id: Device.ID, _ draft: DeviceDraft, by actor: Actor) async throws -> Device {
        try actor.require(.editDevices)
        try await check(draft)
        guard draft.jumpHostID != id else { throw Problem.jumpHostRing(draft.name) }
        return try await database.transaction { db in
            guard let old = try await DeviceRepository(db).lock(id),
                let device = try await DeviceRepository(db).update(id, draft)
            else { throw Problem.notFound("device") }
            try await refuseRing(device, db)
            if !device.isReached(like: old) {
                try await DeviceSSHRepository(db).forget(id)
                try await ReachabilityKeeper.forget(id, db)
            }
            if !device.isReached(like: old) || device.allowsLegacyAlgorithms != old.allowsLegacyAlgorithms {
                // What failed before says nothing of the new way.
                try await forgetFailures(of: device, db)
            }
            try await AuditRepository(db).append(
                actor.entry(
                    "device.update", "device", id, "Changed device \(draft.name)" + device.accessEntry(after: old)))
            return device
        }
    }

    /// Removes a device that no change names.
    public func remove(_ id: Device.ID, by actor: Actor) async throws {
        try actor.require(.editDevices)
        let device = try await find(id, by: actor)
        try await database.transaction { db in
            _ = try await DeviceRepository(db).delete(id)
            try await AuditRepository(db).append(
                actor.entry("device.remove", "device", id, "Removed device \(device.name)"))
        }
    }

    /// Asks a worker to sign in to the device and say what it saw.
    public func requestConnectionTest(_ id: Device.ID, by actor: Actor) async throws -> Job.ID {
        try await request(.testConnection, of: id, by: actor)
    }

    /// Asks a worker to read the running configuration.
    public func requestReading(_ id: Device.ID, by actor: Actor) async throws -> Job.ID {
        try await request(.readConfiguration, of: id, by: actor)
    }

    /// Asks a worker to find out what the device is.
    public func requestFacts(_ id: Device.ID, by actor: Actor) async throws -> Job.ID {
        try await request(.readFacts, of: id, by: actor)
    }

    private func request(_ kind: JobKind, of id: Device.ID, by actor: Actor) async throws -> Job.ID {
        try actor.require(.readDevices)
        let device = try await find(id, by: actor)
        guard device.credentialSetID != nil else {
            throw Problem(
                .conflict, code: "device_without_credentials",
                "\(device.name) has no credential set, so nobody can sign in to it. Edit the device and choose one.")
        }
        return try await database.transaction { db in
            let job = try await JobRepository(db).enqueue(
                NewJob(
                    kind, deviceID: id, requestedBy: actor.user.id, uniqueKey: "\(kind.rawValue):\(id)",
                    keys: [.device(id)]))
            try await AuditRepository(db).append(
                actor.entry("device.\(kind.rawValue)", "device", id, "Asked for \(kind.words) of \(device.name)"))
            return job
        }
    }

    private func check(_ draft: DeviceDraft) async throws {
        var problems: [FieldProblem] = []
        do {
            _ = try platforms.platform(draft.platform)
        } catch {
            problems.append(FieldProblem("platform", error.sentence))
        }
        if let sentence = access.refusal(of: draft.accessProtocol) {
            problems.append(FieldProblem("protocol", sentence))
        } else if platforms.accessProtocol(of: draft.platform) == .telnet, draft.accessProtocol != .telnet {
            problems.append(
                FieldProblem(
                    "platform", "\(draft.platform) asks for Telnet. Choose it as the protocol, or another platform."))
        }
        if let id = draft.jumpHostID {
            if draft.accessProtocol == .telnet {
                problems.append(
                    FieldProblem("jump_host_id", "Jump hosts carry SSH only. Leave this empty, or choose SSH."))
            } else if try await DeviceRepository(database).find(id)?.accessProtocol != .ssh {
                problems.append(
                    FieldProblem("jump_host_id", "There is no such device that is reached over SSH; choose another."))
            }
        }
        if draft.jumpHostID != nil, ![.cli, .netconf].contains(draft.factProtocol) {
            problems.append(
                FieldProblem(
                    "fact_protocol",
                    "A jump host carries no \(draft.factProtocol.title). Choose the command line or NETCONF for the facts."
                ))
        }
        if let id = draft.credentialSetID, try await CredentialSetRepository(database).find(id) == nil {
            problems.append(
                FieldProblem("credential_set_id", "This credential set does not exist any more; choose another."))
        }
        if draft.notes.utf8.count > 4000 {
            problems.append(FieldProblem("notes", "Keep the notes under 4,000 bytes."))
        }
        if !problems.isEmpty { throw Problem.invalid(problems) }
    }
}

extension JobKind {
    /// What the job does, as a noun for sentences.
    public var words: String {
        switch self {
        case .testConnection: "a connection test"
        case .readConfiguration: "a reading of the running configuration"
        case .readFacts: "a reading of the facts"
        case .backUpDevice: "a backup"
        case .planChange: "the plan of a change"
        case .runTarget: "the run of a change on one device"
        case .archiveConfigurations: "bringing git in step with the backups"
        case .pushArchive: "a push of the git repository"
        case .indexConfigurations: "making configurations searchable"
        case .pruneBackups: "the removal of old backups"
        default: "the work «\(rawValue)»"
        }
    }
}
