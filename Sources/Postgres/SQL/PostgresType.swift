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
    /// oid
    public static let oid = PostgresType(oid: 26)
    /// json
    public static let json = PostgresType(oid: 114)
    /// cidr
    public static let cidr = PostgresType(oid: 650)
    /// real
    public static let float4 = PostgresType(oid: 700)
    /// double precision
    public static let float8 = PostgresType(oid: 701)
    /// macaddr
    public static let macaddr = PostgresType(oid: 829)
    /// inet
    public static let inet = PostgresType(oid: 869)
    /// date
    public static let date = PostgresType(oid: 1082)
    /// timestamp
    public static let timestamp = PostgresType(oid: 1114)
    /// timestamptz
    public static let timestamptz = PostgresType(oid: 1184)
    /// interval
    public static let interval = PostgresType(oid: 1186)
    /// numeric
    public static let numeric = PostgresType(oid: 1700)
    /// uuid
    public static let uuid = PostgresType(oid: 2950)
    /// jsonb
    public static let jsonb = PostgresType(oid: 3802)

    /// boolean[]
    public static let boolArray = PostgresType(oid: 1000)
    /// bytea[]
    public static let byteaArray = PostgresType(oid: 1001)
    /// bigint[]
    public static let int8Array = PostgresType(oid: 1016)
    /// smallint[]
    public static let int2Array = PostgresType(oid: 1005)
    /// integer[]
    public static let int4Array = PostgresType(oid: 1007)
    /// text[]
    public static let textArray = PostgresType(oid: 1009)
    /// cidr[]
    public static let cidrArray = PostgresType(oid: 651)
    /// real[]
    public static let float4Array = PostgresType(oid: 1021)
    /// double precision[]
    public static let float8Array = PostgresType(oid: 1022)
    /// macaddr[]
    public static let macaddrArray = PostgresType(oid: 1040)
    /// inet[]
    public static let inetArray = PostgresType(oid: 1041)
    /// date[]
    public static let dateArray = PostgresType(oid: 1182)
    /// timestamp[]
    public static let timestampArray = PostgresType(oid: 1115)
    /// timestamptz[]
    public static let timestamptzArray = PostgresType(oid: 1185)
    /// interval[]
    public static let intervalArray = PostgresType(oid: 1187)
    /// numeric[]
    public static let numericArray = PostgresType(oid: 1231)
    /// uuid[]
    public static let uuidArray = PostgresType(oid: 2951)
    /// jsonb[]
    public static let jsonbArray = PostgresType(oid: 3807)
}
