import Foundation

/// The running server of a cluster, as its `postmaster.pid` and the kernel describe it.
struct Postmaster: Sendable, Equatable {
    enum Status: Sendable { case starting, ready, stopping }

    let process: pid_t
    let socketFolder: String
    let port: Int
    let status: Status

    /// The server that runs in `cluster` now, or nil.
    ///
    /// A number in the file proves nothing after a crash or a restart of the machine; the process must work in the
    /// cluster's folder, or its socket must answer (a server in another container on the same folder).
    static func running(in cluster: String) -> Postmaster? {
        guard let noted = noted(in: cluster) else { return nil }
        if isProcess(noted.process, in: cluster) { return noted }
        guard !noted.socketFolder.isEmpty, noted.status == .ready else { return nil }
        return UnixSocket.answers(at: "\(noted.socketFolder)/.s.PGSQL.\(noted.port)") ? noted : nil
    }

    /// What the file says, true or not. Its lines: pid, folder, start time, port, socket folder, address, key, status.
    static func noted(in cluster: String) -> Postmaster? {
        guard let data = FileManager.default.contents(atPath: "\(cluster)/postmaster.pid") else { return nil }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        guard let first = lines.first, let process = pid_t(first), process > 1 else { return nil }
        let status: Status =
            switch lines.count > 7 ? lines[7] : "" {
            case "ready", "standby": .ready
            case "stopping": .stopping
            default: .starting
            }
        return Postmaster(
            process: process, socketFolder: lines.count > 4 ? lines[4] : "",
            port: lines.count > 3 ? Int(lines[3]) ?? SocketFolder.port : SocketFolder.port, status: status)
    }

    /// True when the process works in that folder: every PostgreSQL process does, and nothing else.
    static func isProcess(_ process: pid_t, in cluster: String) -> Bool {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/\(process)/cwd", &buffer, buffer.count)
        let path = buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:))
        return !path.isEmpty && String(decoding: path, as: UTF8.self) == cluster
    }

    /// True while any process of a server, such as an orphaned backend, still works in the cluster.
    static func hasProcesses(in cluster: String) -> Bool {
        // Without a readable /proc nothing can be told, and PostgreSQL's own shared-memory check decides.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.contains { name in pid_t(name).map { isProcess($0, in: cluster) } ?? false }
    }
}
