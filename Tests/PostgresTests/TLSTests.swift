import Foundation
import Postgres
import TestSupport
import Testing

/// A server with certificates made for this test, reached by TCP.
@Suite(.timeLimit(.minutes(10))) struct TLSTests {
    /// Two authorities; a certificate for the server, and one for a client of each.
    private static let certificates = #"""
        mkdir "$dir/tls" && cd "$dir/tls"
        key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key" 2>/dev/null; }
        authority() { key "$1"; openssl req -x509 -new -key "$1.key" -days 2 -subj "/CN=$1" -out "$1.crt"; }
        certificate() {
            key "$1"
            openssl req -new -key "$1.key" -subj "/CN=$1" -out "$1.csr"
            echo "subjectAltName=DNS:$3" >"$1.ext"
            openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" -CAcreateserial -days 2 -extfile "$1.ext" \
                -out "$1.crt" 2>/dev/null
        }
        authority authority
        authority stranger
        certificate server authority localhost
        certificate certified authority client
        certificate unknown stranger client
        chmod 600 *.key
        cp certified.key open.key
        chmod 644 open.key
        cp server.key server.crt authority.crt "$dir/data/"
        [ -z "${user:-}" ] || chown "$user" "$dir/data/server.key" "$dir/data/server.crt" "$dir/data/authority.crt"
        cat >"$dir/data/pg_hba.conf" <<HBA
        local all all trust
        hostssl all certified 127.0.0.1/32 cert
        host all all 127.0.0.1/32 trust
        HBA
        cd "$dir"
        """#

    private static func withServer(_ body: (TestDatabaseServer) async throws -> Void) async throws {
        let server = try await TestDatabaseServer.start(
            setup: certificates,
            options: "-c listen_addresses=127.0.0.1 -c ssl=on -c ssl_cert_file=server.crt -c ssl_key_file=server.key"
                + " -c ssl_ca_file=authority.crt",
            port: try FreePort.find())
        do {
            try await body(server)
        } catch {
            await server.remove()
            throw error
        }
        await server.remove()
    }

    /// What comes of one statement over a connection with these settings: the protocol of TLS, or an error.
    private func connect(
        _ server: TestDatabaseServer, user: String = "postgres", host: String = "localhost", _ settings: String
    ) async throws -> Result<String, PostgresError> {
        let address = "host=\(host) hostaddr=127.0.0.1 port=\(server.port) user=\(user) dbname=postgres \(settings)"
        let pool = PostgresPool(
            PostgresConfiguration(url: address, waitTimeout: .seconds(20)), on: TestDatabase.loop)
        var outcome: Result<String, PostgresError>
        do throws(PostgresError) {
            let rows = try await pool.rows(
                "SELECT coalesce(version, 'none') AS tls FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            outcome = .success(try rows.first?.decode("tls") ?? "")
        } catch {
            outcome = .failure(error)
        }
        await pool.close()
        return outcome
    }

    private func expect(
        _ outcome: Result<String, PostgresError>, _ code: PostgresError.Code, saying words: String,
        at location: SourceLocation = #_sourceLocation
    ) {
        guard case .failure(let error) = outcome else {
            Issue.record("It connected", sourceLocation: location)
            return
        }
        #expect(error.code == code, "\(error.debugDescription)", sourceLocation: location)
        #expect(error.description.contains(words), "\(error.debugDescription)", sourceLocation: location)
    }

    @Test func `a server is trusted by its authority and name only, and a client by its certificate`() async throws {
        try await Self.withServer { server in
            let tls = server.directory + "/tls"
            let trusting = "sslmode=verify-full sslrootcert=\(tls)/authority.crt"
            #expect(try await connect(server, trusting).get() == "TLSv1.3")
            #expect(try await connect(server, "sslmode=require").get() == "TLSv1.3")
            #expect(try await connect(server, "sslmode=disable").get() == "none")
            expect(
                try await connect(server, "sslmode=verify-full sslrootcert=\(tls)/stranger.crt"), .tlsFailed,
                saying: "not signed by the authority in sslrootcert")
            expect(
                try await connect(server, host: "db.example", trusting), .tlsFailed, saying: "is for another host")
            #expect(
                try await connect(server, host: "db.example", "sslmode=verify-ca sslrootcert=\(tls)/authority.crt")
                    .get()
                    == "TLSv1.3")
            expect(
                try await connect(server, "sslmode=verify-full sslrootcert=\(tls)/missing.crt"), .tlsFailed,
                saying: "file of trusted authorities is missing")

            let administrator = PostgresPool(PostgresConfiguration(url: server.url()), on: TestDatabase.loop)
            try await administrator.execute("CREATE ROLE certified LOGIN")
            #expect(
                try await connect(
                    server, user: "certified", "\(trusting) sslcert=\(tls)/certified.crt sslkey=\(tls)/certified.key"
                ).get() == "TLSv1.3")
            expect(
                try await connect(server, user: "certified", "\(trusting) sslcert=\(tls)/no.crt"), .connectionFailed,
                saying: "wants a client certificate")
            expect(
                try await connect(
                    server, user: "certified", "\(trusting) sslcert=\(tls)/unknown.crt sslkey=\(tls)/unknown.key"),
                .tlsFailed, saying: "does not trust our client certificate")
            expect(
                try await connect(
                    server, user: "certified", "\(trusting) sslcert=\(tls)/certified.crt sslkey=\(tls)/open.key"),
                .tlsFailed, saying: "readable by its owner only")
            await administrator.close()
        }
    }

    @Test func `who demands TLS of a server without it is told so at once`() async throws {
        let server = try await TestDatabaseServer.start(
            setup: "echo 'host all all 127.0.0.1/32 trust' >>\"$dir/data/pg_hba.conf\"",
            options: "-c listen_addresses=127.0.0.1", port: try FreePort.find())
        expect(try await connect(server, "sslmode=require"), .tlsFailed, saying: "does not offer TLS")
        #expect(try await connect(server, "sslmode=prefer").get() == "none")
        await server.remove()
    }
}
