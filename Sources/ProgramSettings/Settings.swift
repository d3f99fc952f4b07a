public import Secrets

/// Every setting with its type, read once at the start.
public struct Settings: Sendable {
    /// Where the program keeps its key and its private PostgreSQL; absolute.
    public let dataFolder: String
    /// The key file; absolute.
    public let keyFile: String
    /// The git repository of configurations.
    public let archiveFolder: String
    /// The PostgreSQL server, or nil for a private one.
    public let databaseURL: Secret?
    /// Connections of one process, at most; 3…200.
    public let databaseConnections: Int
    /// Folder with `postgres` and `initdb`, or nil to search.
    public let postgresBinaries: String?

    /// Address or host name to listen on.
    public let listenHost: String
    /// Port to listen on; 0 for any free one.
    public let listenPort: Int
    /// How browsers reach the program, without a trailing slash.
    public let publicURL: String
    /// Addresses or networks of proxies whose X-Forwarded-For is believed.
    public let trustedProxies: [String]
    /// Whether cookies carry `Secure`, and so may be `__Host-` cookies.
    public let usesSecureCookies: Bool
    /// One of trace, debug, info, notice, warning, error, critical.
    public let logLevel: String

    /// A session unused for so long ends.
    public let sessionIdleTimeout: Duration
    /// A session ends after so long in any case.
    public let sessionLifetime: Duration
    /// Failed sign-ins per user and address before waiting.
    public let signInAttempts: Int
    /// The time in which failed sign-ins are counted.
    public let signInWindow: Duration

    /// Whether `serve` also works on jobs.
    public let runsWorker: Bool
    /// Jobs one worker does at the same time.
    public let workerConcurrency: Int
    /// A worker silent for so long loses its job.
    public let jobLease: Duration
    /// How often a worker renews its leases; less than half of `jobLease`.
    public let jobHeartbeat: Duration
    /// How often a worker looks for jobs without being woken.
    public let jobPollInterval: Duration

    /// Longest wait for a device's TCP connection.
    public let deviceConnectTimeout: Duration
    /// Longest SSH key exchange.
    public let deviceKeyExchangeTimeout: Duration
    /// Longest SSH sign-in.
    public let deviceAuthenticationTimeout: Duration
    /// Longest wait for a command's answer.
    public let deviceCommandTimeout: Duration
    /// Sessions a worker keeps open for their next use; 0 closes each after its use.
    public let deviceSessions: Int
    /// Sessions a worker has with one device at most.
    public let deviceSessionsEach: Int
    /// Sessions a worker has with the devices of one site at most; 0 for no such bound.
    public let deviceSessionsPerSite: Int
    /// Logins a worker has under way at once.
    public let deviceLogins: Int
    /// Logins a worker has under way at once with the devices of one site.
    public let deviceLoginsPerSite: Int
    /// Whether devices may be reached over Telnet.
    public let allowsDeviceTelnet: Bool
    /// How long a session stays open unused.
    public let deviceSessionIdle: Duration
    /// How long a session is used at all.
    public let deviceSessionAge: Duration

    /// Failures to connect in a row after which a device is not tried for a while.
    public let breakerFailures: Int
    /// The time in which these failures are counted.
    public let breakerWindow: Duration
    /// How long a device is not tried at first.
    public let breakerPause: Duration
    /// A device is never left untried for longer; not shorter than `breakerPause`.
    public let breakerLongestPause: Duration
    /// Refused logins after which a caller may not try a login on a device for a while.
    public let lockoutRefusals: Int
    /// The time in which refused logins are counted.
    public let lockoutWindow: Duration
    /// How long the caller has to wait.
    public let lockoutPause: Duration

    /// Page templates; absolute.
    public let viewsFolder: String
    /// Style sheets, scripts and images; absolute.
    public let publicFolder: String
    /// Database migrations; absolute.
    public let migrationsFolder: String
    /// Device platforms; absolute.
    public let platformsFolder: String
    /// TextFSM templates with their index; absolute, and not there until something has fetched them.
    public let outputTemplatesFolder: String

    /// Each setting, its value and where it came from, in the order of the README's table; secrets are hidden.
    public let table: [SettingRow]
    /// Sentences worth logging, such as an environment variable with a misspelt name.
    public let notices: [String]

    init(_ sources: SettingsSources) throws(SettingsError) {
        var ask = SettingsResolver(sources)
        dataFolder = ask.value(SettingList.dataFolder)
        ask.dataFolder = dataFolder
        keyFile = ask.value(SettingList.keyFile)
        archiveFolder = ask.value(SettingList.archiveFolder)
        databaseURL = ask.value(SettingList.databaseURL)
        databaseConnections = ask.value(SettingList.databaseConnections)
        postgresBinaries = ask.value(SettingList.postgresBinaries)

        listenHost = ask.value(SettingList.listenHost)
        listenPort = ask.value(SettingList.listenPort)
        let host = listenHost.contains(":") ? "[\(listenHost)]" : listenHost
        publicURL = ask.value(SettingList.publicURL) ?? "http://\(host):\(listenPort)"
        trustedProxies = ask.value(SettingList.trustedProxies)
        usesSecureCookies = ask.value(SettingList.secureCookies)
        logLevel = ask.value(SettingList.logLevel)

        sessionIdleTimeout = ask.value(SettingList.sessionIdleTimeout)
        sessionLifetime = ask.value(SettingList.sessionLifetime)
        signInAttempts = ask.value(SettingList.signInAttempts)
        signInWindow = ask.value(SettingList.signInWindow)

        runsWorker = ask.value(SettingList.runWorker)
        workerConcurrency = ask.value(SettingList.workerConcurrency)
        jobLease = ask.value(SettingList.jobLease)
        jobHeartbeat = ask.value(SettingList.jobHeartbeat)
        jobPollInterval = ask.value(SettingList.jobPollInterval)

        deviceConnectTimeout = ask.value(SettingList.deviceConnectTimeout)
        deviceKeyExchangeTimeout = ask.value(SettingList.deviceKeyExchangeTimeout)
        deviceAuthenticationTimeout = ask.value(SettingList.deviceAuthenticationTimeout)
        deviceCommandTimeout = ask.value(SettingList.deviceCommandTimeout)
        deviceSessions = ask.value(SettingList.deviceSessions)
        deviceSessionsEach = ask.value(SettingList.deviceSessionsEach)
        deviceSessionsPerSite = ask.value(SettingList.deviceSessionsPerSite)
        deviceLogins = ask.value(SettingList.deviceLogins)
        deviceLoginsPerSite = ask.value(SettingList.deviceLoginsPerSite)
        allowsDeviceTelnet = ask.value(SettingList.deviceTelnet)
        deviceSessionIdle = ask.value(SettingList.deviceSessionIdle)
        deviceSessionAge = ask.value(SettingList.deviceSessionAge)

        breakerFailures = ask.value(SettingList.breakerFailures)
        breakerWindow = ask.value(SettingList.breakerWindow)
        breakerPause = ask.value(SettingList.breakerPause)
        breakerLongestPause = ask.value(SettingList.breakerLongestPause)
        lockoutRefusals = ask.value(SettingList.lockoutRefusals)
        lockoutWindow = ask.value(SettingList.lockoutWindow)
        lockoutPause = ask.value(SettingList.lockoutPause)

        viewsFolder = ask.value(SettingList.viewsFolder)
        publicFolder = ask.value(SettingList.publicFolder)
        migrationsFolder = ask.value(SettingList.migrationsFolder)
        platformsFolder = ask.value(SettingList.platformsFolder)
        outputTemplatesFolder = ask.value(SettingList.outputTemplatesFolder)

        ask.refuseUnknownKeys()
        Self.checkConflicts(
            lease: jobLease, heartbeat: jobHeartbeat, idle: sessionIdleTimeout, lifetime: sessionLifetime,
            publicURL: publicURL, secureCookies: usesSecureCookies, &ask)
        Self.checkPauses(first: breakerPause, longest: breakerLongestPause, &ask)
        table = ask.rows
        notices = ask.notices()
        guard ask.problems.isEmpty else { throw SettingsError(problems: ask.problems) }
    }
}
