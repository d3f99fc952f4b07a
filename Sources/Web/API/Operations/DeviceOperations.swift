import Domain
import HTTPTypes
import Services

/// The devices.
struct DeviceOperations: Sendable {
    let services: Services

    var all: [APIOperation] {
        [list, add, show, update, remove] + readings + [
            showReachability, listTransitions, showSSH, showHostKey, acceptHostKey,
        ]
    }

    private var list: APIOperation {
        APIOperation(
            id: "listDevices", method: .get, path: "/devices", tag: "Devices", permission: .view,
            summary: "List devices",
            query: [
                APIParameter(
                    name: "search", summary: "Part of a name or an address.", schema: .string(maxLength: 253)),
                APIParameter(name: "tag", summary: "Only devices with this tag.", schema: .string(maxLength: 40)),
                APIParameter(
                    name: "platform", summary: "Only devices of this platform.", schema: .string(maxLength: 40)),
                APIParameter(
                    name: "state", summary: "Only devices in this state.", schema: .choice(of: Reachability.State.self)),
                APIParameter(
                    name: "sort", summary: "By which column; by name when left out, and descending with a minus.",
                    schema: .choice(DeviceFilter.Order.all.map(\.text))),
            ] + APIParameter.page,
            answer: .page(of: "Device")
        ) { call in
            let filter = DeviceFilter(
                search: call.query("search"), tag: try call.checked("tag"), platform: try call.checked("platform"),
                state: Reachability.State(rawValue: call.query("state")),
                order: DeviceFilter.Order(call.query("sort")) ?? DeviceFilter.Order(.name), page: call.page)
            return JSONValue(try await services.devices.list(filter, by: call.actor), \.document)
        }
    }

    private var add: APIOperation {
        APIOperation(
            id: "addDevice", method: .post, path: "/devices", tag: "Devices", permission: .editDevices,
            summary: "Add a device", body: DeviceDraft.schema(isWhole: false), status: .created,
            answer: .named("Device"), location: "/devices", refusals: [409]
        ) { call in
            try await services.devices.add(try DeviceDraft(call.body), by: call.actor).document
        }
    }

    private var show: APIOperation {
        APIOperation(
            id: "getDevice", method: .get, path: "/devices/{id}", tag: "Devices", permission: .view,
            summary: "One device", answer: .named("Device")
        ) { call in
            try await services.devices.find(try call.id(of: "device"), by: call.actor).document
        }
    }

    private var update: APIOperation {
        APIOperation(
            id: "replaceDevice", method: .put, path: "/devices/{id}", tag: "Devices", permission: .editDevices,
            summary: "Change a device", text: "Every member must be there, so that none is lost by being forgotten.",
            body: DeviceDraft.schema(isWhole: true), answer: .named("Device"), refusals: [409]
        ) { call in
            try await services.devices.update(
                try call.id(of: "device"), try DeviceDraft(call.body), by: call.actor
            ).document
        }
    }

    private var remove: APIOperation {
        APIOperation(
            id: "removeDevice", method: .delete, path: "/devices/{id}", tag: "Devices", permission: .editDevices,
            summary: "Remove a device", text: "A device that a change names stays for the record.",
            status: .noContent, refusals: [409]
        ) { call in
            try await services.devices.remove(try call.id(of: "device"), by: call.actor)
            return .null
        }
    }

    private var showSSH: APIOperation {
        APIOperation(
            id: "getDeviceSSH", method: .get, path: "/devices/{id}/ssh", tag: "Devices", permission: .view,
            summary: "The SSH engine and the algorithms of a device, and what it offers",
            text: "404 before the first session.", answer: .named("DeviceSSH")
        ) { call in
            let device = try await services.devices.find(try call.id(of: "device"), by: call.actor)
            guard let report = try await services.devices.ssh(device.id, by: call.actor) else {
                throw Problem(
                    .notFound, code: "device_ssh_unknown", "Nothing is known of its SSH yet; test the connection first."
                )
            }
            return report.document
        }
    }

    private var showHostKey: APIOperation {
        APIOperation(
            id: "getHostKey", method: .get, path: "/devices/{id}/host-key", tag: "Devices", permission: .view,
            summary: "The pinned host key of a device, and a different one that was refused",
            text: "404 before the first session.", answer: .named("HostKey")
        ) { call in
            let id: Device.ID = try call.id(of: "device")
            _ = try await services.devices.find(id, by: call.actor)
            guard let record = try await services.devices.hostKey(id, by: call.actor) else {
                throw Problem(
                    .notFound, code: "host_key_unknown", "No host key is known yet; test the connection first.")
            }
            return record.document
        }
    }

    private var acceptHostKey: APIOperation {
        APIOperation(
            id: "acceptHostKey", method: .post, path: "/devices/{id}/host-key", tag: "Devices",
            permission: .editCredentials, summary: "Pin the host key that a device offers now",
            body: .object([
                JSONSchema.member("fingerprint", .string(maxLength: 100), "Of the offered key, as you compared it."),
                JSONSchema.member("reason", .string(maxLength: 1000), "How you made sure that it is the device's."),
            ]),
            answer: .named("HostKey"), refusals: [409]
        ) { call in
            try await services.devices.acceptHostKey(
                try call.id(of: "device"), fingerprint: call.body.text("fingerprint"),
                reason: call.body.text("reason"), by: call.actor
            ).document
        }
    }
}
