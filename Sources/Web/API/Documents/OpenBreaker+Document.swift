import Domain
import Services

extension OpenBreaker {
    /// The breaker as the API shows it.
    var document: JSONValue {
        .object([
            "id": JSONValue(breaker.id), "context": JSONValue(breaker.key.context),
            "address": JSONValue(breaker.key.address), "port": JSONValue(breaker.key.port.number),
            "state": JSONValue(breaker.state.name), "failure_count": JSONValue(breaker.failureCount),
            "last_failure": JSONValue(breaker.lastFailure), "opened_at": JSONValue(nullable: breaker.opening?.since),
            "next_probe_at": JSONValue(nullable: breaker.opening?.nextProbeAt),
            "probe_deadline": JSONValue(nullable: breaker.probe?.deadline),
            "devices": .array(devices.map { .object(["id": JSONValue($0.id), "name": JSONValue($0.name)]) }),
        ])
    }
}

extension HeldLogin {
    /// The lockout as the API shows it.
    var document: JSONValue {
        .object([
            "id": JSONValue(lockout.id), "device_id": JSONValue(lockout.key.deviceID),
            "device_name": JSONValue(deviceName), "login": JSONValue(lockout.key.login),
            "caller": lockout.key.caller.person.map {
                .object(["id": JSONValue($0), "name": JSONValue(callerName)])
            } ?? .null,
            "refusal_count": JSONValue(lockout.refusalCount), "last_failure": JSONValue(lockout.lastFailure),
            "locked_at": JSONValue(nullable: lockout.lockedAt),
            "locked_until": JSONValue(nullable: lockout.lockedUntil),
        ])
    }
}
