import Domain
import Persistence
import Testing

struct DeviceRepositoryTests {
    @Test func `a device comes back as stored`() async throws {
        try await Store.with { store in
            let devices = DeviceRepository(store.database)
            var draft = try store.draft(
                "core1", host: "2001:db8::1", platform: "cisco_ios", tags: ["lab", "a:b", "null"])
            draft.allowsLegacyAlgorithms = true
            draft.notes = "Rack 4, «left»\nsecond line"
            let device = try await devices.insert(Device.ID(), draft)
            #expect(device.tags.map(\.text) == ["a:b", "lab", "null"])
            #expect(device.allowsLegacyAlgorithms)
            #expect(device.notes == draft.notes && device.host.text == "2001:db8::1" && device.port == .ssh)
            #expect(device.lastSeenAt == nil && device.lastFailure.isEmpty)
            #expect(try await devices.find(device.id) == device)
            #expect(try await devices.find(name: checked("CORE1")) == device)
            #expect(try await devices.count() == 1)
        }
    }

    @Test func `the way to a device begins at the outermost jump host, and a ring ends at the limit`() async throws {
        try await Store.with { store in
            let devices = DeviceRepository(store.database)
            let outer = try await store.device("outer")
            var draft = try store.draft("inner")
            draft.jumpHostID = outer.id
            draft.site = SiteName("Lisbon")
            let inner = try await devices.insert(Device.ID(), draft)
            #expect(inner.site?.text == "lisbon" && inner.jumpHostID == outer.id && inner.accessProtocol == .ssh)
            var behind = try store.draft("behind")
            behind.jumpHostID = inner.id
            let device = try await devices.insert(Device.ID(), behind)
            #expect(try await devices.jumpHosts(of: device.id, limit: 8) == [outer, inner])
            #expect(try await devices.jumpHosts(of: outer.id, limit: 8).isEmpty)
            var ring = try store.draft("outer")
            ring.jumpHostID = device.id
            _ = try await devices.update(outer.id, ring)
            #expect(try await devices.jumpHosts(of: device.id, limit: 5).count == 5)
            let removal = await #expect(throws: Problem.self) { try await devices.delete(inner.id) }
            #expect(removal?.code == "jump_host_in_use")
        }
    }

    @Test func `a name is unique without case, on adding and on editing`() async throws {
        try await Store.with { store in
            let devices = DeviceRepository(store.database)
            _ = try await store.device("core1")
            let other = try await store.device("core2")
            let added = await #expect(throws: Problem.self) { try await store.device("Core1") }
            #expect(added?.kind == .conflict && added?.code == "device_name_taken")
            #expect(added?.sentence == "A device named Core1 exists already. Choose another name.")
            #expect(
                added?.fields == [FieldProblem("name", "A device named Core1 exists already. Choose another name.")])
            let edited = await #expect(throws: Problem.self) {
                try await devices.update(other.id, store.draft("CORE1"))
            }
            #expect(edited?.code == "device_name_taken")
            #expect(try await devices.update(other.id, store.draft("CORE2"))?.name.text == "CORE2")
            #expect(try await devices.lock(other.id)?.name.text == "CORE2")
            #expect(try await devices.update(Device.ID(), store.draft("x")) == nil)
        }
    }

    @Test func `many are found in the order asked for`() async throws {
        try await Store.with { store in
            let devices = DeviceRepository(store.database)
            let a = try await store.device("a")
            let b = try await store.device("b")
            let c = try await store.device("c")
            #expect(try await devices.find(ids: [c.id, Device.ID(), a.id, b.id]) == [c, a, b])
            #expect(try await devices.find(ids: []).isEmpty)
        }
    }

    @Test func `a list filters by text, tag and platform, and sorts`() async throws {
        try await Store.with { store in
            let devices = DeviceRepository(store.database)
            _ = try await devices.insert(Device.ID(), store.draft("core1", host: "10.0.0.2", tags: ["lab"]))
            let edge = try await devices.insert(
                Device.ID(), store.draft("edge1", host: "10.0.0.1", platform: "cisco_ios", tags: ["lab", "wan"]))
            _ = try await devices.insert(Device.ID(), store.draft("b_100", host: "core.example.net"))
            func names(_ filter: DeviceFilter) async throws -> [String] {
                try await devices.list(filter).elements.map(\.name.text)
            }
            #expect(try await names(DeviceFilter()) == ["b_100", "core1", "edge1"])
            #expect(try await names(DeviceFilter(search: "CORE")) == ["b_100", "core1"])
            #expect(try await names(DeviceFilter(search: "%")).isEmpty)
            #expect(try await names(DeviceFilter(search: "_")) == ["b_100"])
            #expect(try await names(DeviceFilter(tag: checked("wan"))) == ["edge1"])
            #expect(try await names(DeviceFilter(tag: checked("lab"), platform: checked("frr"))) == ["core1"])
            #expect(try await names(DeviceFilter(order: .init(.host))).first == "edge1")
            #expect(try await names(DeviceFilter(order: .init(.platform))).first == "edge1")
            try await devices.recordSeen(edge.id)
            // What was never seen comes last in both directions.
            #expect(try await names(DeviceFilter(order: .init(.lastSeen))).first == "edge1")
            for column in DeviceFilter.Order.Column.allCases where column != .lastSeen {
                let up = try await names(DeviceFilter(order: .init(column)))
                let down = try await names(DeviceFilter(order: .init(column, isDescending: true)))
                #expect(up.first == down.last && up != down, "\(column)")
            }
            #expect(
                try await names(DeviceFilter(order: .init(.lastSeen, isDescending: true))) == [
                    "edge1", "b_100", "core1",
                ])
            let page = try await devices.list(DeviceFilter(page: Page(number: 2, size: 2)))
            #expect(page.total == 3 && page.elements.count == 1)
        }
    }

    @Test func `a search puts names that begin with the text first`() async throws {
        try await Store.with { store in
            let devices = DeviceRepository(store.database)
            for (name, host) in [
                ("zcore", "10.0.0.1"), ("core10", "10.0.0.2"), ("core", "10.0.0.3"), ("x", "core.net"),
            ] {
                _ = try await devices.insert(Device.ID(), store.draft(name, host: host))
            }
            let found = try await devices.search("Core", limit: 10).map(\.name.text)
            #expect(found == ["core", "core10", "zcore", "x"])
            #expect(try await devices.search("core", limit: 2).count == 2)
            #expect(try await devices.search("nothing", limit: 10).isEmpty)
        }
    }

    @Test func `sessions leave their traces, and tags are counted`() async throws {
        try await Store.with { store in
            let devices = DeviceRepository(store.database)
            let device = try await store.device("a", tags: ["lab", "wan"])
            _ = try await store.device("b", tags: ["lab"])
            try await devices.recordFailure(device.id, "No route\0 to host")
            #expect(try await devices.find(device.id)?.lastFailure == "No route\u{FFFD} to host")
            try await devices.recordSeen(device.id)
            let seen = try await devices.find(device.id)
            #expect(seen?.lastFailure == "" && seen?.lastSeenAt != nil)
            let tags = try await devices.tags()
            #expect(tags.map(\.tag.text) == ["lab", "wan"] && tags.map(\.count) == [2, 1])
        }
    }

    @Test func `a device that a change names stays`() async throws {
        try await Store.with { store in
            let devices = DeviceRepository(store.database)
            let device = try await store.device("a")
            let free = try await store.device("b")
            let change = try await store.change(by: store.user("alice"))
            try await ChangeDeviceRepository(store.database).insert(change.id, [device.id])
            let problem = await #expect(throws: Problem.self) { try await devices.delete(device.id) }
            #expect(problem?.kind == .conflict && problem?.code == "device_in_use")
            #expect(try await devices.delete(free.id))
            #expect(try await devices.delete(free.id) == false)
        }
    }
}
