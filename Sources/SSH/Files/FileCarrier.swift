/// A protocol that carries files over an SSH connection; one task uses it, and its connection, at a time.
///
/// Cancelling a transfer ends it within its grace; a server that does not answer by then costs the connection.
public protocol FileCarrier: Sendable {
    /// Copies a file to the server; throws `FileError` or `CancellationError`.
    func upload(
        _ source: FileSource, to path: RemotePath, options: FileTransferOptions, progress: @escaping FileProgressReport
    ) async throws -> FileTransfer
    /// Copies a file from the server; throws `FileError` or `CancellationError`.
    func download(
        _ path: RemotePath, to sink: FileSink, options: FileTransferOptions, progress: @escaping FileProgressReport
    ) async throws -> FileTransfer
    /// Ends the protocol; the connection stays open.
    func close() async
}
