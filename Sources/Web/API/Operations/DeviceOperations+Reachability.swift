import Domain
import HTTPTypes
import Services

extension DeviceOperations {
    /// Whether a device can be reached.
    var showReachability: APIOperation {
        APIOperation(
            id: "getReachability", method: .get, path: "/devices/{id}/reachability", tag: "Devices", permission: .view,
            summary: "Whether a device can be reached and signed in to",
            text: "Judged from the checks in a row. A device that goes up and down too often is `flapping` until its "
                + "penalty has decayed (RFC 2439); its changes are then told to nobody, and stay in its history.",
            answer: .named("Reachability")
        ) { call in
            let device = try await services.devices.find(try call.id(of: "device"), by: call.actor)
            return try await services.reachability.report(on: device.id, by: call.actor).document
        }
    }

    var listTransitions: APIOperation {
        APIOperation(
            id: "listReachabilityTransitions", method: .get, path: "/devices/{id}/reachability/transitions",
            tag: "Devices", permission: .view,
            summary: "List the changes of a device's reachability, newest first",
            text: "At most 500 of the last year are kept.", query: APIParameter.page,
            answer: .page(of: "ReachabilityTransition")
        ) { call in
            let device = try await services.devices.find(try call.id(of: "device"), by: call.actor)
            return JSONValue(
                try await services.reachability.history(of: device.id, page: call.page, by: call.actor), \.document)
        }
    }
}
