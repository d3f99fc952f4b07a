public import Domain
import Postgres

extension AuditRepository {
    /// Computes the hashes of the newest entries again, at most `limit` of them, and says where the chain breaks.
    public func chain(limit: Int) async throws(Problem) -> AuditChain {
        try await db.one(
            """
            -- AuditRepository.chain
            WITH newest AS (
                SELECT id, at, actor_id, actor_name, action, subject_kind, subject_id, summary, remote_address,
                    request_id, previous_hash, hash
                FROM audit_entry
                ORDER BY id DESC
                LIMIT \(max(1, limit))
            ), checked AS (
                SELECT id,
                    hash = sha256(previous_hash || convert_to(jsonb_build_array(
                        id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor_id, actor_name,
                        action, subject_kind, subject_id, summary, remote_address, request_id
                    )::text, 'UTF8'))
                    AND previous_hash = coalesce(
                        lag(hash) OVER (ORDER BY id), CASE WHEN id = 1 THEN ''::bytea ELSE previous_hash END)
                    AND id = coalesce(lag(id) OVER (ORDER BY id) + 1, id) AS holds
                FROM newest
            )
            SELECT (SELECT count(*) FROM audit_entry) AS total, count(*) AS checked,
                min(id) FILTER (WHERE NOT holds) AS broken_at
            FROM checked
            """
        ) { row throws(PostgresError) in
            AuditChain(
                total: try row.decode("total"), checked: try row.decode("checked"),
                brokenAt: try row.decode("broken_at"))
        }
    }
}
