public import Domain
import Postgres

extension DeviceRepository {
    /// One page of the devices that fit the filter, sorted as it says.
    public func list(_ filter: DeviceFilter) async throws(Problem) -> Paged<Device> {
        var conditions: [SQL] = ["true"]
        if !filter.search.isEmpty {
            let search = filter.search.storable
            conditions.append(
                "(strpos(lower(name), lower(\(search))) > 0 OR strpos(lower(host), lower(\(search))) > 0)")
        }
        if let tag = filter.tag { conditions.append("tags @> \([tag])::text[]") }
        if let platform = filter.platform { conditions.append("platform = \(platform)") }
        switch filter.state {
        case nil: break
        case .unknown:
            conditions.append(
                "NOT EXISTS (SELECT FROM device_reachability WHERE device_id = device.id AND state <> 'unknown')")
        case .some(let state):
            conditions.append(
                "EXISTS (SELECT FROM device_reachability WHERE device_id = device.id AND state = \(state))")
        }
        return try await db.page(filter.page, Device.init(row:)) { limit, offset in
            """
            -- DeviceRepository.list
            SELECT \(Device.columns), count(*) OVER () AS total
            FROM device
            WHERE \(SQL.join(conditions, separator: " AND "))
            ORDER BY \(filter.order.sql)
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// At most `limit` devices whose name or address contains the text: names that begin with it first.
    public func search(_ text: String, limit: Int) async throws(Problem) -> [Device] {
        let text = text.storable
        return try await db.all(
            """
            -- DeviceRepository.search
            SELECT \(Device.columns)
            FROM device
            WHERE strpos(lower(name), lower(\(text))) > 0 OR strpos(lower(host), lower(\(text))) > 0
            ORDER BY lower(name) = lower(\(text)) DESC, starts_with(lower(name), lower(\(text))) DESC,
                strpos(lower(name), lower(\(text))) > 0 DESC, lower(name)
            LIMIT \(max(0, limit))
            """, Device.init(row:))
    }

    /// Every tag in use with the number of its devices, by name; at most 1,000.
    public func tags() async throws(Problem) -> [(tag: Tag, count: Int)] {
        try await db.all(
            """
            -- DeviceRepository.tags
            SELECT used.tag, count(*) AS total
            FROM device, unnest(device.tags) AS used (tag)
            GROUP BY used.tag
            ORDER BY used.tag
            LIMIT 1000
            """
        ) { row throws(PostgresError) in
            (tag: try row.decode("tag"), count: try row.decode("total"))
        }
    }

    /// How many devices there are.
    public func count() async throws(Problem) -> Int {
        try await db.one(
            """
            -- DeviceRepository.count
            SELECT count(*) AS total
            FROM device
            """
        ) { row throws(PostgresError) in try row.decode("total") }
    }
}

extension DeviceFilter.Order {
    /// The name comes last in each, so that the order is the same on every page; what was never seen comes last, too.
    fileprivate var sql: SQL {
        switch (column, isDescending) {
        case (.name, false): "lower(name)"
        case (.name, true): "lower(name) DESC"
        case (.host, false): "lower(host), lower(name)"
        case (.host, true): "lower(host) DESC, lower(name)"
        case (.platform, false): "platform, lower(name)"
        case (.platform, true): "platform DESC, lower(name)"
        case (.lastSeen, false): "last_seen_at ASC NULLS LAST, lower(name)"
        case (.lastSeen, true): "last_seen_at DESC NULLS LAST, lower(name)"
        }
    }
}
