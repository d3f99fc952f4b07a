import Domain
import HTTPTypes
import Services

extension DeviceOperations {
    /// What workers do with a device, and what they brought back.
    var readings: [APIOperation] {
        [
            request("testConnection", "connection-tests", "Sign in to a device and leave again") { [services] in
                try await services.devices.requestConnectionTest($0, by: $1)
            },
            request("readConfiguration", "configuration-reads", "Read the running configuration of a device") {
                [services] in try await services.devices.requestReading($0, by: $1)
            },
            request("readFacts", "fact-reads", "Ask a device what it is") { [services] in
                try await services.devices.requestFacts($0, by: $1)
            },
            request("backUpDevice", "backups", "Take a backup of a device") { [services] in
                try await services.devices.requestBackup($0, cause: .api, by: $1)
            },
            showConfiguration, showFacts, listBackups,
        ]
    }

    private func request(
        _ id: String, _ path: String, _ summary: String,
        _ enqueue: @escaping @Sendable (Device.ID, Actor) async throws -> Job.ID
    ) -> APIOperation {
        APIOperation(
            id: id, method: .post, path: "/devices/{id}/\(path)", tag: "Devices", permission: .readDevices,
            summary: summary, text: "A worker does it; follow the job until its state is final.", status: .accepted,
            answer: .named("JobReference"), location: "/jobs", refusals: [409]
        ) { call in
            Job.reference(try await enqueue(try call.id(of: "device"), call.actor))
        }
    }

    private var showConfiguration: APIOperation {
        APIOperation(
            id: "getConfiguration", method: .get, path: "/devices/{id}/configuration", tag: "Devices",
            permission: .view, summary: "The running configuration as it was last read",
            text: "Secrets are replaced. 404 before the first reading.", answer: .named("Configuration")
        ) { call in
            let id: Device.ID = try call.id(of: "device")
            guard let reading = try await services.deviceReadings.latestReading(of: id, by: call.actor) else {
                throw Problem(
                    .notFound, code: "configuration_not_read", "The configuration has not been read yet; read it first."
                )
            }
            return reading.document
        }
    }

    private var showFacts: APIOperation {
        APIOperation(
            id: "getFacts", method: .get, path: "/devices/{id}/facts", tag: "Devices", permission: .view,
            summary: "What a device told of itself last",
            text: "404 before the first reading. Null is what it did not tell.",
            answer: .named("Facts")
        ) { call in
            let device = try await services.devices.find(try call.id(of: "device"), by: call.actor)
            guard let facts = try await services.devices.facts(device.id, by: call.actor) else {
                throw Problem(.notFound, code: "facts_not_read", "The facts have not been read yet; read them first.")
            }
            return facts.document
        }
    }

    private var listBackups: APIOperation {
        APIOperation(
            id: "listBackups", method: .get, path: "/devices/{id}/backups", tag: "Devices", permission: .view,
            summary: "List the backups of a device, newest first", query: APIParameter.page,
            answer: .page(of: "Backup")
        ) { call in
            let device = try await services.devices.find(try call.id(of: "device"), by: call.actor)
            return JSONValue(
                try await services.backups.list(of: device.id, page: call.page, by: call.actor), \.document)
        }
    }
}
