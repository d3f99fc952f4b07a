public import Domain
public import Postgres

extension CheckedText {
    /// The text, untyped as every string.
    public var postgresValue: PostgresValue { text.postgresValue }
    /// As text[].
    public static var postgresArrayType: PostgresType { String.postgresArrayType }

    /// Checks again what is stored; a text that breaks the rule does not decode.
    public init?(postgresText: String) {
        self.init(postgresText)
    }
}

extension DeviceName: PostgresEncodable, PostgresDecodable {}
extension HostAddress: PostgresEncodable, PostgresDecodable {}
extension PlatformName: PostgresEncodable, PostgresDecodable, PostgresArrayElement {}
extension SiteName: PostgresEncodable, PostgresDecodable {}
extension Tag: PostgresEncodable, PostgresDecodable, PostgresArrayElement {}
extension Username: PostgresEncodable, PostgresDecodable {}
extension RoutingContext: PostgresEncodable, PostgresDecodable {}
extension ContentHash: PostgresEncodable, PostgresDecodable {}

extension Port: PostgresEncodable, PostgresDecodable {
    /// bigint
    public static var postgresType: PostgresType { Int.postgresType }
    /// The number.
    public var postgresValue: PostgresValue { number.postgresValue }

    /// Reads a number from 1 to 65535.
    public init?(postgresText: String) {
        guard let number = Int(postgresText), let port = Port(number) else { return nil }
        self = port
    }
}
