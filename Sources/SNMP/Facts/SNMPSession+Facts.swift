public import DeviceCLI

extension SNMPSession {
    private static let system: [OID] = [
        OID.known(1, 3, 6, 1, 2, 1, 1, 1, 0), OID.known(1, 3, 6, 1, 2, 1, 1, 2, 0),
        OID.known(1, 3, 6, 1, 2, 1, 1, 5, 0),
    ]
    /// The agent's hundredths of a second, which begin again after 497 days; its engine's seconds; those of the host.
    private static let times: [OID] = [
        OID.known(1, 3, 6, 1, 2, 1, 1, 3, 0), OID.known(1, 3, 6, 1, 6, 3, 10, 2, 1, 3, 0),
        OID.known(1, 3, 6, 1, 2, 1, 25, 1, 1, 0),
    ]

    /// What the device says about itself; tables that it does not have, or not for us, are left out.
    public func facts(_ bounds: SNMPBounds = SNMPBounds()) async throws -> DeviceFacts {
        let system = try await self.get(Self.system).map(\.value)
        guard system.contains(where: \.isPresent) else { throw self.error(.noAccess) }
        let text = system[0].text ?? ""
        let described = SystemDescription(text)
        var enterprise: Enterprise?
        if case .oid(let identifier) = system[1] { enterprise = Enterprise(identifier) }
        let own = try await self.texts([enterprise?.model, enterprise?.serial, enterprise?.version])
        let entity = try await self.chassis(bounds)
        return DeviceFacts(
            vendor: enterprise?.vendor ?? described?.vendor ?? "unknown",
            os: described?.os ?? enterprise?.os ?? "unknown",
            hostname: system[2].text.flatMap { $0.isEmpty ? nil : $0 }, model: entity.model ?? own[0],
            version: described?.version ?? own[2] ?? entity.version, serial: entity.serial ?? own[1],
            uptime: try await self.uptime(), interfaces: try await self.interfaces(bounds))
    }

    /// Whether the agent answers us, and how soon; its uptime is asked for, which every agent has.
    public func reach(within limit: Duration? = nil) async throws -> Duration {
        let start = ContinuousClock.now
        _ = try await self.get([Self.times[0]], within: limit)
        return start.duration(to: .now)
    }

    private func uptime() async throws -> Int? {
        let times = try await self.lenient([]) { try await self.get(Self.times).map(\.value) }
        guard times.count == 3 else { return nil }
        let seconds = [
            times[0].number.map { $0 / 100 }, times[1].number, times[2].number.map { $0 / 100 },
        ]
        // Each clock starts with the device or later.
        return seconds.compactMap { $0 }.max().flatMap { Int(exactly: $0) }
    }

    private func chassis(_ bounds: SNMPBounds) async throws -> EntityTable {
        var entity = EntityTable()
        let classes = try await self.lenient([]) { try await self.walk(EntityTable.classes, bounds).rows }
        for part in EntityTable.candidates(classes).prefix(4) {
            entity.take(try await self.lenient([]) { try await self.get(EntityTable.names(of: part)) })
            if entity.model != nil, entity.serial != nil { break }
        }
        return entity
    }

    private func interfaces(_ bounds: SNMPBounds) async throws -> [DeviceFacts.Interface] {
        var table = InterfaceTable()
        for column in InterfaceTable.Column.allCases {
            table.take(column, try await self.lenient([]) { try await self.walk(column.root, bounds).rows })
        }
        return table.interfaces
    }

    private func texts(_ names: [OID?]) async throws -> [String?] {
        var texts: [String?] = []
        for name in names {
            guard let name else {
                texts.append(nil)
                continue
            }
            let row = try await self.lenient([]) { try await self.get([name]) }.first
            texts.append(row?.value.text.flatMap { $0.isEmpty ? nil : $0 })
        }
        return texts
    }

    /// What the agent has not, may not tell or lists wrongly is left out; one that fell silent is a failure.
    private func lenient<Value>(_ none: Value, _ read: () async throws -> Value) async throws -> Value {
        do {
            return try await read()
        } catch let error as SNMPError {
            switch error.code {
            case .failed, .noAccess, .tooBig, .badAnswer, .notIncreasing: return none
            default: throw error
            }
        }
    }
}
