import Secrets

/// Every setting there is; flag, environment name, file key and the README's table all come from here.
enum SettingList {
    static let dataFolder = Setting<String>.path(
        "data_folder", defaultText: "./var/data", meaning: "where the program keeps its key and its private PostgreSQL",
        standard: { "\($0.folder)/var/data" })
    static let keyFile = Setting<String>.path(
        "key_file", defaultText: "<data_folder>/keys",
        meaning: "the key that seals secrets; made at the first start, back it up",
        standard: { "\($0.dataFolder)/keys" })
    static let archiveFolder = Setting<String>.path(
        "archive_folder", defaultText: "<data_folder>/configurations.git",
        meaning: "the git repository of configurations, without their secrets; rebuilt from the database",
        standard: { "\($0.dataFolder)/configurations.git" })
    static let databaseURL = Setting<Secret?>.databaseURL(
        "database_url", alias: "DATABASE_URL", defaultText: "a private PostgreSQL",
        meaning: "the PostgreSQL server to use")
    static let databaseConnections = Setting<Int>.number(
        "database_connections", in: 3...200, standard: 12, meaning: "connections to PostgreSQL of one process, at most")
    static let postgresBinaries = Setting<String?>.optionalPath(
        "postgres_binaries", defaultText: "the newest installed",
        meaning: "folder with postgres and initdb, for the private PostgreSQL")

    static let listenHost = Setting<String>.word(
        "listen_host", standard: "127.0.0.1", meaning: "address the web server listens on; 0.0.0.0 for all",
        kind: "an IP address or a host name", allows: { !$0.isEmpty && !$0.contains { $0.isWhitespace || $0 == "/" } })
    static let listenPort = Setting<Int>.number(
        "listen_port", in: 0...65535, standard: 8080, meaning: "port the web server listens on; 0 for any free one")
    static let publicURL = Setting<String?>.webAddress(
        "public_url", defaultText: "http://<listen_host>:<listen_port>",
        meaning: "how browsers reach the program, for links")
    static let trustedProxies = Setting<[String]>.networks(
        "trusted_proxies", defaultText: "none", meaning: "proxies whose X-Forwarded-For is believed")
    static let secureCookies = Setting<Bool>.flag(
        "secure_cookies", standard: true,
        meaning: "cookies only over https (and to localhost); needed for __Host- cookies")
    static let logLevel = Setting<String>.word(
        "log_level", standard: "info", meaning: "how much is logged",
        kind: "one of \(logLevels.joined(separator: ", "))", allows: { logLevels.contains($0) })

    static let sessionIdleTimeout = Setting<Duration>.time(
        "session_idle_timeout", from: "1m", to: "30d", standard: "2h", meaning: "a session unused for so long ends")
    static let sessionLifetime = Setting<Duration>.time(
        "session_lifetime", from: "5m", to: "90d", standard: "12h", meaning: "a session ends after so long in any case")
    static let signInAttempts = Setting<Int>.number(
        "sign_in_attempts", in: 1...1000, standard: 10, meaning: "failed sign-ins per user and address before waiting")
    static let signInWindow = Setting<Duration>.time(
        "sign_in_window", from: "1s", to: "1d", standard: "15m",
        meaning: "the time in which failed sign-ins are counted")

    static let runWorker = Setting<Bool>.flag(
        "run_worker", standard: true, meaning: "serve also works on jobs; false when netstacks worker runs elsewhere")
    static let workerConcurrency = Setting<Int>.number(
        "worker_concurrency", in: 1...1000, standard: 8, meaning: "jobs one worker does at the same time")
    static let jobLease = Setting<Duration>.time(
        "job_lease", from: "1s", to: "1h", standard: "15s",
        meaning: "a worker silent for so long loses its job to another")
    static let jobHeartbeat = Setting<Duration>.time(
        "job_heartbeat", from: "100ms", to: "10m", standard: "3s", meaning: "how often a worker says that it lives")
    static let jobPollInterval = Setting<Duration>.time(
        "job_poll_interval", from: "100ms", to: "10m", standard: "5s",
        meaning: "how often a worker looks for jobs unasked")

    static let deviceConnectTimeout = Setting<Duration>.time(
        "device_connect_timeout", from: "100ms", to: "5m", standard: "10s",
        meaning: "longest wait for a device's TCP connection")
    static let deviceKeyExchangeTimeout = Setting<Duration>.time(
        "device_key_exchange_timeout", from: "100ms", to: "5m", standard: "15s", meaning: "longest SSH key exchange")
    static let deviceAuthenticationTimeout = Setting<Duration>.time(
        "device_authentication_timeout", from: "100ms", to: "5m", standard: "20s", meaning: "longest SSH sign-in")
    static let deviceCommandTimeout = Setting<Duration>.time(
        "device_command_timeout", from: "100ms", to: "1h", standard: "60s",
        meaning: "longest wait for a command's answer")
    static let deviceSessions = Setting<Int>.number(
        "device_sessions", in: 0...20_000, standard: 1000,
        meaning: "sessions a worker keeps open for their next use; 0 closes each after its use")
    static let deviceSessionsEach = Setting<Int>.number(
        "device_sessions_each", in: 1...20, standard: 2, meaning: "sessions a worker has with one device at most")
    static let deviceSessionsPerSite = Setting<Int>.number(
        "device_sessions_per_site", in: 0...20_000, standard: 0,
        meaning: "sessions a worker has with the devices of one site at most; 0 for no such bound")
    static let deviceLogins = Setting<Int>.number(
        "device_logins", in: 1...2000, standard: 64, meaning: "logins a worker has under way at once")
    static let deviceLoginsPerSite = Setting<Int>.number(
        "device_logins_per_site", in: 1...2000, standard: 32,
        meaning: "logins a worker has under way at once with the devices of one site")
    static let deviceTelnet = Setting<Bool>.flag(
        "device_telnet", standard: false,
        meaning: "whether devices may be reached over Telnet, which sends passwords in clear")
    static let deviceSessionIdle = Setting<Duration>.time(
        "device_session_idle", from: "1s", to: "1h", standard: "2m", meaning: "how long a session stays open unused")
    static let deviceSessionAge = Setting<Duration>.time(
        "device_session_age", from: "10s", to: "1d", standard: "1h", meaning: "how long a session is used at all")

    static let breakerFailures = Setting<Int>.number(
        "breaker_failures", in: 1...100, standard: 5,
        meaning: "failures to connect in a row after which a device is not tried for a while")
    static let breakerWindow = Setting<Duration>.time(
        "breaker_window", from: "1s", to: "1d", standard: "5m", meaning: "the time in which these failures are counted")
    static let breakerPause = Setting<Duration>.time(
        "breaker_pause", from: "1s", to: "1d", standard: "30s",
        meaning: "how long it is not tried at first; doubled after each try that fails")
    static let breakerLongestPause = Setting<Duration>.time(
        "breaker_longest_pause", from: "1s", to: "1d", standard: "15m", meaning: "it is never left untried for longer")
    static let lockoutRefusals = Setting<Int>.number(
        "lockout_refusals", in: 1...100, standard: 5,
        meaning: "refused logins after which a caller may not try a login on a device for a while")
    static let lockoutWindow = Setting<Duration>.time(
        "lockout_window", from: "1s", to: "1d", standard: "10m", meaning: "the time in which refused logins are counted"
    )
    static let lockoutPause = Setting<Duration>.time(
        "lockout_pause", from: "1s", to: "1d", standard: "10m", meaning: "how long the caller has to wait")

    static let viewsFolder = programFolder("Views", meaning: "page templates")
    static let publicFolder = programFolder("Public", meaning: "style sheets, scripts and images")
    static let migrationsFolder = programFolder("Migrations", meaning: "database migrations")
    static let platformsFolder = programFolder("Platforms", meaning: "device platforms")

    static let outputTemplatesFolder = Setting<String>.path(
        "output_templates_folder", defaultText: "var/ntc-templates, beside Platforms",
        meaning: "folder of the TextFSM templates with their index",
        standard: { FolderSearch.find("var/ntc-templates", from: $0) })

    static let logLevels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]

    private static func programFolder(_ name: String, meaning: String) -> Setting<String> {
        .path(
            "\(name.lowercased())_folder", defaultText: "\(name), here or beside the program",
            meaning: "folder of the \(meaning)",
            standard: { FolderSearch.find(name, from: $0) })
    }
}
