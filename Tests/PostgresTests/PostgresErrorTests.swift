import TestSupport
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(2))) struct PostgresErrorTests {
    @Test(arguments: [
        ("23505", PostgresError.Code.uniqueViolation), ("23503", .foreignKeyViolation), ("23514", .checkViolation),
        ("23502", .notNullViolation), ("23P01", .exclusionViolation), ("40001", .serializationFailure),
        ("40P01", .deadlock), ("55P03", .lockNotAvailable), ("42P01", .undefinedTable), ("57014", .timedOut),
        ("22P02", .invalidValue), ("42601", .syntaxError), ("XX000", .server), ("23001", .foreignKeyViolation),
        ("42703", .undefinedObject), ("42501", .insufficientPrivilege), ("25006", .readOnly), ("53100", .diskFull),
        ("53300", .tooManyConnections), ("57P01", .connectionLost),
    ])
    func `each state has its code`(state: String, code: PostgresError.Code) {
        #expect(PostgresError.code(sqlState: state) == code)
    }

    @Test func `only what certainly had no effect is retryable`() {
        let retryable: [PostgresError.Code] = [
            .connectionFailed, .connectionLost, .poolExhausted, .serializationFailure, .deadlock, .lockNotAvailable,
            .tooManyConnections,
        ]
        for code in retryable { #expect(PostgresError(code, "").isRetryable) }
        for code: PostgresError.Code in [.outcomeUnknown, .uniqueViolation, .timedOut, .cancelled, .server] {
            #expect(!PostgresError(code, "").isRetryable)
        }
        #expect(PostgresError(.outcomeUnknown, "").isTransient)
        #expect(!PostgresError(.uniqueViolation, "").isTransient)
    }

    @Test func `violations carry the constraint's name, and the sentence shows no value`() async throws {
        try await withPool { pool in
            try await pool.execute(
                """
                CREATE TABLE device (
                    id integer CONSTRAINT device_pkey PRIMARY KEY,
                    hostname text NOT NULL CONSTRAINT device_hostname_key UNIQUE,
                    rank integer CONSTRAINT device_rank_check CHECK (rank > 0),
                    parent integer CONSTRAINT device_parent_fkey REFERENCES device
                )
                """)
            try await pool.execute("INSERT INTO device (id, hostname) VALUES (1, 'edge-1')")
            let name = "edge-1"
            let unique = try await postgresError {
                try await pool.execute(
                    "-- DeviceRepository.insert\nINSERT INTO device (id, hostname) VALUES (2, \(name))")
            }
            #expect(unique?.code == .uniqueViolation)
            #expect(unique?.constraint == "device_hostname_key")
            #expect(unique?.table == "device")
            #expect(unique?.statement == "DeviceRepository.insert")
            #expect(unique?.description.contains(name) == false)
            #expect(unique?.debugDescription.contains(name) == true)
            let check = try await postgresError {
                try await pool.execute("INSERT INTO device (id, hostname, rank) VALUES (3, 'x', -1)")
            }
            #expect(check?.code == .checkViolation)
            #expect(check?.constraint == "device_rank_check")
            let reference = try await postgresError {
                try await pool.execute("INSERT INTO device (id, hostname, parent) VALUES (3, 'x', 99)")
            }
            #expect(reference?.constraint == "device_parent_fkey")
            let missing = try await postgresError { try await pool.execute("INSERT INTO device (id) VALUES (3)") }
            #expect(missing?.code == .notNullViolation)
            #expect(missing?.column == "hostname")
            let table = try await postgresError { try await pool.execute("SELECT 1 FROM nowhere") }
            #expect(table?.code == .undefinedTable)
        }
    }

    @Test func `what the server says about a statement has a code of its own`() async throws {
        try await withPool { pool in
            for (statement, code): (SQL, PostgresError.Code) in [
                ("SELEC 1", .syntaxError), ("SELECT nothing", .undefinedObject), ("SELECT nothing()", .undefinedObject),
                ("SELECT 1::nothing", .undefinedObject),
            ] {
                #expect(try await postgresError { try await pool.execute(statement) }?.code == code)
            }
            try await pool.execute("CREATE TABLE item (id integer PRIMARY KEY, EXCLUDE USING btree (id WITH =))")
            let readOnly = try await postgresError {
                try await pool.transaction { db in
                    try await db.execute("SET TRANSACTION READ ONLY")
                    try await db.execute("INSERT INTO item VALUES (1)")
                }
            }
            #expect(readOnly?.code == .readOnly)
            let refused = try await postgresError {
                try await pool.transaction { db in
                    try await db.execute("SET LOCAL ROLE pg_monitor")
                    try await db.execute("INSERT INTO item VALUES (1)")
                }
            }
            #expect(refused?.code == .insufficientPrivilege && refused?.isTransient == false)
            let locked = try await postgresError {
                try await pool.transaction { first in
                    try await first.execute("LOCK TABLE item")
                    try await pool.transaction { second in
                        try await second.execute("SET LOCAL lock_timeout = 20")
                        try await second.execute("LOCK TABLE item")
                    }
                }
            }
            #expect(locked?.code == .lockNotAvailable)
            let cancelled = try await postgresError {
                try await pool.transaction { db in
                    let backend = try await db.value("SELECT pg_backend_pid()", as: Int.self)
                    try await db.execute("SELECT pg_cancel_backend(\(backend)::integer), pg_sleep(10)")
                }
            }
            #expect(cancelled?.code == .cancelled && cancelled?.sqlState == "57014")
        }
    }

    @Test func `a configuration prints neither password nor user`() {
        let configuration = PostgresConfiguration(url: "postgresql://bob:hunter2@db.example:6432/nets")
        #expect("\(configuration)" == "PostgreSQL (dbname=nets host=db.example port=6432)")
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(!dumped.contains("hunter2"))
        #expect("\(PostgresConfiguration(url: "postgresql://[bad hunter2"))" == "PostgreSQL (unreadable address)")
    }
}
