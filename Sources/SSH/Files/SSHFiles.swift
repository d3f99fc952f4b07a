/// The ways to carry files over an SSH connection.
public enum SSHFiles {
    /// Opens the server's file service; throws `FileError` with `unsupported` when it has none, and the connection stays open.
    nonisolated(nonsending) public static func sftp(
        on connection: SSHConnection, patience: Duration = .seconds(30)
    ) async throws -> SFTPSession {
        let session = connection.session
        let channel: SSHChannel
        do {
            channel = try await connection.open(.subsystem("sftp"))
        } catch let error as SSHError {
            guard error.code == .protocolError else { throw FileError(error, path: "its files") }
            throw FileError(.unsupported, path: "its files", address: session.place, cause: error.cause)
        }
        let files = SFTPSession(stream: channel, connection: connection, address: session.place, loop: session.loop)
        try await files.greet(patience: patience)
        return files
    }

    /// The old protocol of `scp`, for devices without SFTP.
    public static func scp(on connection: SSHConnection) -> SCPCarrier {
        SCPCarrier(connection: connection)
    }

    /// SFTP, or SCP when the server has no SFTP.
    nonisolated(nonsending) public static func open(
        on connection: SSHConnection, patience: Duration = .seconds(30)
    ) async throws -> any FileCarrier {
        do {
            return try await self.sftp(on: connection, patience: patience)
        } catch let error as FileError where error.code == .unsupported {
            return self.scp(on: connection)
        }
    }
}
