import CPQ

/// Where the database is, how many connections may be open, and how long anything may take.
public struct PostgresConfiguration: Sendable {
    /// A libpq URL or key=value string; may hold a password, so it is never printed.
    let url: String
    /// Upper bound of open connections, at least 2; the one for notifications comes on top.
    ///
    /// From 8 on there are some that only `PostgresPool.read` uses; the others are for statements of many and for transactions.
    public var maxConnections: Int
    /// How long one attempt to connect may take.
    public var connectTimeout: Duration
    /// How long one statement may run on the server.
    public var statementTimeout: Duration
    /// How long a statement waits for a connection while all are busy or the server is away.
    public var waitTimeout: Duration
    /// How long a transaction may stay open without a statement before the server ends it.
    public var idleTransactionTimeout: Duration
    /// What pg_stat_activity shows.
    public var applicationName: String
    /// How many statements each connection keeps prepared on the server; 0 for poolers that give each transaction another server.
    public var preparedStatements: Int
    /// When a connection is replaced, as soon as nobody uses it; each gets up to a tenth more or less, so that not all go at once.
    public var maxConnectionAge: Duration
    /// How long a connection may be idle before it is closed; the last of its kind stays.
    public var maxIdleTime: Duration
    /// How long a connection may be idle before it is asked whether it still works.
    public var healthCheckInterval: Duration

    /// Takes any libpq URL or conninfo, Unix sockets included: `postgresql:///netstacks?host=/run/postgresql`.
    ///
    /// One more word than libpq's is understood in it: `prepared_statements`, a number as above or `off`.
    public init(
        url: String, maxConnections: Int = 10, connectTimeout: Duration = .seconds(5),
        statementTimeout: Duration = .seconds(30), waitTimeout: Duration = .seconds(15),
        idleTransactionTimeout: Duration = .seconds(10), applicationName: String = "netstacks",
        preparedStatements: Int = 200, maxConnectionAge: Duration = .seconds(3600),
        maxIdleTime: Duration = .seconds(600), healthCheckInterval: Duration = .seconds(30)
    ) {
        let address = PostgresAddress(url)
        self.url = address.url
        self.preparedStatements = address.preparedStatements ?? max(0, preparedStatements)
        self.maxConnectionAge = maxConnectionAge
        self.maxIdleTime = maxIdleTime
        self.healthCheckInterval = healthCheckInterval
        self.maxConnections = max(2, maxConnections)
        self.connectTimeout = connectTimeout
        self.statementTimeout = statementTimeout
        self.waitTimeout = waitTimeout
        self.idleTransactionTimeout = idleTransactionTimeout
        self.applicationName = applicationName
    }

    /// Connections that autocommit statements share by pipelining.
    var sharedConnections: Int { min(6, max(1, maxConnections / 4)) }
    /// Connections that statements share which only read; none when there are hardly enough for the others.
    var readingConnections: Int { maxConnections < 8 ? 0 : min(4, maxConnections / 4) }
    /// Connections for transactions and sessions, one user at a time.
    var exclusiveConnections: Int { maxConnections - sharedConnections - readingConnections }

    /// What libpq is told, in its order: what stands before the URL is a default that the URL may change.
    var parameters: [(keyword: String, value: String)] {
        [
            ("fallback_application_name", applicationName),
            // A silent peer is noticed within about a minute instead of the system's two hours.
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "60000"),
            ("dbname", url),
            ("client_encoding", "UTF8"),
        ]
    }

    /// The servers that the address names, each as what has to stand after the address to mean this one alone.
    var servers: [[(keyword: String, value: String)]] {
        guard let options = PQconninfoParse(url, nil) else { return [] }
        defer { PQconninfoFree(options) }
        var lists: [String: [Substring]] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                lists[String(cString: keyword)] =
                    String(cString: value).split(separator: ",", omittingEmptySubsequences: false)
            }
            option += 1
        }
        let count = max(lists["host"]?.count ?? 0, lists["hostaddr"]?.count ?? 0)
        return (0..<count).map { index in
            ["host", "hostaddr", "port"].compactMap { keyword in
                // A single port is that of all servers.
                guard let list = lists[keyword], let value = list.count == 1 ? list.first : list.dropFirst(index).first
                else { return nil }
                return (keyword, String(value))
            }
        }
    }

    /// What every connection sets after it opened, so that text means the same whatever the server's defaults are.
    var preamble: String {
        """
        SET TimeZone = 'UTC';
        SET DateStyle = 'ISO, YMD';
        SET IntervalStyle = 'postgres';
        SET bytea_output = 'hex';
        SET extra_float_digits = 1;
        SET standard_conforming_strings = on;
        SET statement_timeout = \(statementTimeout.milliseconds);
        SET idle_in_transaction_session_timeout = \(idleTransactionTimeout.milliseconds)
        """
    }
}

extension PostgresConfiguration: CustomStringConvertible, CustomReflectable {
    /// Host, port and database without user name or password.
    public var description: String {
        guard let options = PQconninfoParse(url, nil) else { return "PostgreSQL (unreadable address)" }
        defer { PQconninfoFree(options) }
        var shown: [String] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val, ["host", "port", "dbname"].contains(String(cString: keyword)) {
                shown.append("\(String(cString: keyword))=\(String(cString: value))")
            }
            option += 1
        }
        return "PostgreSQL (\(shown.joined(separator: " ")))"
    }

    /// Shows the description only, so that dumping a configuration does not print the password.
    public var customMirror: Mirror { Mirror(self, children: ["server": description]) }
}

extension Duration {
    /// Whole milliseconds, at least 1 since PostgreSQL takes 0 for «no limit».
    var milliseconds: Int { Int(max(1, min(self / .milliseconds(1), 2_147_483_647))) }
}
