/// How the private server is set: reachable by its socket only, and small.
enum ServerOptions {
    /// The `-c` arguments of `postgres`; they win over the cluster's own configuration file.
    static func arguments(socketFolder: String) -> [String] {
        let settings: KeyValuePairs = [
            "listen_addresses": "",
            "unix_socket_directories": socketFolder,
            "unix_socket_permissions": "0700",
            "port": "\(SocketFolder.port)",
            "cluster_name": Cluster.name,
            "max_connections": "60",
            "shared_buffers": "64MB",
            "max_wal_size": "256MB",
            "jit": "off",
            "TimeZone": "UTC",
            "log_timezone": "UTC",
            "log_line_prefix": "%m [%p] ",
            "log_min_messages": "warning",
            // A failing row's values are in the DETAIL line, which terse leaves out.
            "log_error_verbosity": "terse",
            "log_checkpoints": "off",
            "logging_collector": "off",
            "log_destination": "stderr",
            "ssl": "off",
        ]
        return settings.flatMap { ["-c", "\($0.key)=\($0.value)"] }
    }
}
