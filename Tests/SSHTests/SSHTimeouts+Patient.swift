import SSH

extension SSHTimeouts {
    /// Far more than needed: tests share the machine with others.
    static let patient = SSHTimeouts(
        resolve: .seconds(60), tcp: .seconds(60), keyExchange: .seconds(60), authentication: .seconds(60),
        channel: .seconds(60))
}

/// The error of `work`; nil when it succeeds.
func sshError(of work: () async throws -> Void) async -> SSHError? {
    do {
        try await work()
        return nil
    } catch {
        return error as? SSHError
    }
}
