import Domain
import HTTPTypes
import Services

/// What is not being tried, and having it tried again.
struct BreakerOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [listBreakers, resetBreaker, listLockouts, resetLockout] }

    private var listBreakers: APIOperation {
        APIOperation(
            id: "listBreakers", method: .get, path: "/breakers", tag: "Breakers", permission: .view,
            summary: "List the addresses that are not being tried, newest first",
            text:
                "A breaker opens after failures to connect in a row; wrong logins and rejected commands never open it.",
            query: APIParameter.page, answer: .page(of: "Breaker")
        ) { call in
            JSONValue(try await services.breakers.openBreakers(page: call.page, by: call.actor), \.document)
        }
    }

    private var resetBreaker: APIOperation {
        APIOperation(
            id: "resetBreaker", method: .post, path: "/breakers/{id}/reset", tag: "Breakers",
            permission: .readDevices, summary: "Close a breaker, so that the next session tries the address",
            status: .noContent
        ) { call in
            try await services.breakers.resetBreaker(try call.id(of: "breaker"), by: call.actor)
            return .null
        }
    }

    private var listLockouts: APIOperation {
        APIOperation(
            id: "listLockouts", method: .get, path: "/lockouts", tag: "Breakers", permission: .view,
            summary: "List the logins that are not tried for somebody, newest first",
            text: "A lockout holds one caller, one login and one device; nobody else is held back by it.",
            query: [APIParameter(name: "device_id", summary: "Only those on this device.", schema: .id)]
                + APIParameter.page,
            answer: .page(of: "Lockout")
        ) { call in
            JSONValue(
                try await services.breakers.heldLogins(
                    on: call.queriedID("device_id"), page: call.page, by: call.actor), \.document)
        }
    }

    private var resetLockout: APIOperation {
        APIOperation(
            id: "resetLockout", method: .post, path: "/lockouts/{id}/reset", tag: "Breakers",
            permission: .editCredentials, summary: "End a lockout, so that its caller may try the login again",
            status: .noContent
        ) { call in
            try await services.breakers.resetLockout(try call.id(of: "lockout"), by: call.actor)
            return .null
        }
    }
}
