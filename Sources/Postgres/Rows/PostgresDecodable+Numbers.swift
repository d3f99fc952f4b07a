public import Foundation

extension Double: PostgresDecodable {
    /// Reads a number, also «Infinity» and «NaN».
    public init?(postgresText: String) { self.init(postgresText) }

    /// Reads a number, also infinity and NaN.
    public init?(postgresField: PostgresField) {
        let value = postgresField.read { text in
            Double(String(decoding: text, as: UTF8.self))
        } binary: { bytes, type in
            switch type {
            case .float8: bytes.bigEndian(UInt64.self).map(Double.init(bitPattern:))
            case .float4: bytes.bigEndian(UInt32.self).map { Double(Float(bitPattern: $0)) }
            default: nil
            }
        }
        guard let value else { return nil }
        self = value
    }
}

extension Decimal: PostgresDecodable {
    /// Reads a numeric exactly, also «NaN»; infinity and more than 38 digits are no `Decimal`, read those as `String`.
    public init?(postgresText: String) {
        if postgresText == "NaN" {
            self = .nan
            return
        }
        let digits = postgresText.utf8.filter { (48...57).contains($0) }.drop { $0 == 48 }
        guard digits.count <= 38, let value = Decimal(string: postgresText, locale: Locale(identifier: "en_US_POSIX")),
            postgresText.utf8.allSatisfy({ (48...57).contains($0) || "-+.eE".utf8.contains($0) })
        else { return nil }
        self = value
    }
}
