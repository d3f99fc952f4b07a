/// The type of a parameter as PostgreSQL numbers it (an OID).
public struct PostgresType: Hashable, Sendable {
    /// The OID; 0 lets the server infer the type from the place where the parameter stands.
    public let oid: UInt32

    /// A type by its OID, as in pg_type.
    public init(oid: UInt32) {
        self.oid = oid
    }

    /// The server infers it.
    public static let unknown = PostgresType(oid: 0)
    /// boolean
    public static let bool = PostgresType(oid: 16)
    /// bytea
    public static let bytea = PostgresType(oid: 17)
    /// bigint
    public static let int8 = PostgresType(oid: 20)
    /// smallint
    public static let int2 = PostgresType(oid: 21)
    /// integer
    public static let int4 = PostgresType(oid: 23)
    /// text
    public static let text = PostgresType(oid: 25)
    /// double precision
    public static let float8 = PostgresType(oid: 701)
    /// bigint[]
    public static let int8Array = PostgresType(oid: 1016)
    /// timestamptz
    public static let timestamptz = PostgresType(oid: 1184)
    /// uuid
    public static let uuid = PostgresType(oid: 2950)
    /// uuid[]
    public static let uuidArray = PostgresType(oid: 2951)
    /// jsonb
    public static let jsonb = PostgresType(oid: 3802)
}
