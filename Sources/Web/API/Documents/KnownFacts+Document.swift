import Domain

extension KnownFacts {
    /// The facts as the API shows them.
    var document: JSONValue {
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        return .object([
            "protocol": JSONValue(choice: factProtocol), "read_at": JSONValue(readAt), "hostname": text(hostname),
            "vendor": .string(vendor), "model": text(model), "os": .string(os), "version": text(version),
            "serial": text(serial), "uptime": uptime.map { .integer($0) } ?? .null,
            "interfaces": .array(
                interfaces.map {
                    .object([
                        "name": .string($0.name), "state": text($0.state), "address": text($0.address),
                        "description": text($0.description),
                    ])
                }),
        ])
    }
}
