extension SNMPSession {
    /// So many names are asked for at once; their values fit into what any agent can send.
    private static let namesAtOnce = 24

    /// The values of these objects, in the order of the names; a value may be that there is none.
    public func get(_ names: [OID], within limit: Duration? = nil) async throws -> [SNMPRow] {
        let deadline = limit.map { ContinuousClock.now + $0 }
        var rows: [SNMPRow] = []
        var size = Self.namesAtOnce
        while rows.count < names.count {
            let part = Array(names[rows.count...].prefix(size))
            let answer = try await self.ask(.get, part, until: deadline)
            if answer.status == Self.tooBig, part.count > 1 {
                size = part.count / 2
                continue
            }
            try self.check(answer)
            guard answer.rows.map(\.oid) == part else { throw self.error(.badAnswer, "other names") }
            rows += answer.rows
        }
        return rows
    }

    /// The value of one object; nil when the agent has none.
    public func get(_ name: OID, within limit: Duration? = nil) async throws -> SNMPValue? {
        let value = try await self.get([name], within: limit).first?.value
        return value?.isPresent == true ? value : nil
    }

    /// Everything below a name, in bulk, as far as the bounds let it in.
    ///
    /// Throws `notIncreasing` for an agent that goes in circles; the bounds end what only seems to have no end.
    public func walk(_ root: OID, _ bounds: SNMPBounds = SNMPBounds()) async throws -> SNMPTable {
        let deadline = ContinuousClock.now + bounds.limit
        var table = SNMPTable()
        var (last, bytes, size) = (root, 0, Int32(25))
        while true {
            let answer: PDU
            do {
                answer = try await self.ask(.getBulk, [last], index: size, until: deadline)
            } catch let error as SNMPError where error.code == .silent && deadline <= .now && !table.rows.isEmpty {
                // It was our time that ran out, not the agent's word.
                table.isCut = true
                return table
            }
            if answer.status == Self.tooBig, size > 1 {
                size /= 2
                continue
            }
            // An agent that has only read SNMPv1 says so at the end.
            if answer.status == Self.noSuchName { return table }
            try self.check(answer)
            guard !answer.rows.isEmpty else { throw self.error(.badAnswer, "no rows") }
            bytes += answer.size
            for row in answer.rows {
                guard row.oid.isWithin(root), row.value != .endOfView else { return table }
                guard row.oid > last else { throw self.error(.notIncreasing(last)) }
                guard table.rows.count < bounds.rows, bytes <= bounds.bytes else {
                    table.isCut = true
                    return table
                }
                table.rows.append(row)
                last = row.oid
            }
            if deadline <= .now {
                table.isCut = true
                return table
            }
        }
    }

    private static let tooBig: Int32 = 1
    private static let noSuchName: Int32 = 2

    private func check(_ answer: PDU) throws {
        switch answer.status {
        case 0: return
        case Self.tooBig: throw self.error(.tooBig)
        case 6, 16: throw self.error(.noAccess)
        default: throw self.error(.failed(status: answer.status))
        }
    }
}
