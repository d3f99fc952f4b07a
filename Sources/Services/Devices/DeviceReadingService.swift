import ConfigTree
import DeviceCLI
public import Domain
import Foundation
public import Persistence
import SSH

/// The jobs that read devices: connection tests, live readings and backups.
public struct DeviceReadingService: Sendable {
    private let database: Database
    private let reader: DeviceReader
    private let contents: ContentStore
    private let platforms: PlatformCatalogue
    private var recorder: BackupRecorder {
        BackupRecorder(database: database, contents: contents, platforms: platforms)
    }

    /// A service for the worker.
    public init(database: Database, reader: DeviceReader, contents: ContentStore, platforms: PlatformCatalogue) {
        self.database = database
        self.reader = reader
        self.contents = contents
        self.platforms = platforms
    }

    /// Signs in and leaves; the answer says what was seen and how long each stage took.
    public func testConnection(of id: Device.ID) async throws -> JSONValue {
        let device = try await device(id)
        let caller = try await SessionCaller.asking(for: .testConnection, device: id, database)
        let greeting = try await session { try await reader.test(device, by: caller) }
        try await EventRepository(database).append(.device(id), kind: "tested", subject: "")
        return .object([
            "hostname": .string(greeting.hostname),
            "host_key": greeting.hostKey.map { .string($0.fingerprint) } ?? .null,
            "stages": .array(ConnectionStages(greeting.stages).passed.map(\.document)),
        ])
    }

    /// Reads the running configuration for the device's page.
    public func read(_ id: Device.ID, job: Job.ID) async throws -> JSONValue {
        let device = try await device(id)
        let caller = try await SessionCaller.asking(for: job, database)
        let text = try await session { try await reader.runningConfiguration(of: device, by: caller) }
        let hash = try await contents.put(text)
        try await database.transaction { db in
            try await ReadingRepository(db).record(deviceID: id, hash: hash, readAt: Date(), jobID: job)
            try await EventRepository(db).append(.device(id), kind: "configuration", subject: "")
        }
        return .object(["content": .string(hash.text), "bytes": .integer(text.utf8.count)])
    }

    /// Asks the device what it is and keeps the answer.
    public func readFacts(_ id: Device.ID, job: Job.ID) async throws -> JSONValue {
        let device = try await device(id)
        let caller = try await SessionCaller.asking(for: job, database)
        let facts = try await session { try await reader.facts(of: device, by: caller) }
        try await database.transaction { db in
            try await FactRepository(db).record(id, facts)
            try await EventRepository(db).append(.device(id), kind: "facts", subject: "")
        }
        return .object([
            "protocol": .string(facts.factProtocol.rawValue), "interfaces": .integer(facts.interfaces.count),
        ])
    }

    /// Reads the running configuration and keeps it as a backup, or as a suspect one when it is not proved whole.
    public func backUp(_ id: Device.ID, origin: BackupOrigin) async throws -> JSONValue {
        let device = try await device(id)
        let caller = SessionCaller(origin.requestedBy)
        let capture = try await session { try await reader.captureRunningConfiguration(of: device, by: caller) }
        let recorded = try await recorder.record(capture, of: device, seenAt: Date(), origin: origin)
        let backup = recorded.backup
        return .object([
            "backup": .string(backup.id.description), "bytes": .integer(capture.text.utf8.count),
            "is_new": .bool(recorded.isNew), "is_good": .bool(backup.standing.isGood),
            "doubt": .string(backup.standing.isGood ? "" : backup.standing.doubt),
        ])
    }

    /// The newest live reading, redacted; `nil` when there is none yet.
    public func latestReading(of id: Device.ID, by actor: Actor) async throws -> ShownConfiguration? {
        try actor.require(.view)
        let device = try await device(id)
        guard let reading = try await ReadingRepository(database).find(id) else { return nil }
        let text = try await contents.text(reading.content)
        let secrets = try platforms.platform(device.platform).secrets
        return ShownConfiguration(text: secrets.redact(text), readAt: reading.readAt, content: reading.content)
    }

    /// A failed session as a problem with its sentence.
    private func session<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as DeviceError {
            throw Problem(.unavailable, code: error.kind, error.description, cause: error.debugDescription)
        }
    }

    private func device(_ id: Device.ID) async throws -> Device {
        guard let device = try await DeviceRepository(database).find(id) else { throw Problem.notFound("device") }
        return device
    }
}

extension ConnectionStages.Passed {
    /// The stage in the result of a job.
    fileprivate var document: JSONValue {
        .object(["stage": .string(stage.rawValue), "milliseconds": .number(milliseconds)])
    }
}
