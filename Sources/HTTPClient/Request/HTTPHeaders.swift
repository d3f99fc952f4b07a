/// Header fields in their order; names are compared without regard to case.
public struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One field.
    public struct Field: Sendable, Hashable {
        /// Its name as it was written.
        public let name: String
        /// Its value, without blanks around it.
        public let value: String
    }

    /// The fields in their order.
    public private(set) var fields: [Field] = []

    /// No fields.
    public init() {}

    /// The fields of a literal, in its order.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { self.add(name, value) }
    }

    /// The first value of the name; setting it replaces all of them, setting nil removes them.
    public subscript(name: String) -> String? {
        get { self.fields.first { Self.areEqual($0.name, name) }?.value }
        set {
            self.fields.removeAll { Self.areEqual($0.name, name) }
            if let newValue { self.add(name, newValue) }
        }
    }

    /// All values of the name.
    public func values(of name: String) -> [String] {
        self.fields.filter { Self.areEqual($0.name, name) }.map(\.value)
    }

    /// Appends a field behind those of the same name.
    public mutating func add(_ name: String, _ value: String) {
        self.fields.append(Field(name: name, value: value))
    }

    static func areEqual(_ one: String, _ other: String) -> Bool {
        one.utf8.elementsEqual(other.utf8) { Self.lower($0) == Self.lower($1) }
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

extension HTTPHeaders.Field {
    /// Whether the field can stand in a request without becoming two (RFC 9110 sections 5.1 and 5.5).
    var isValid: Bool {
        let token = { (byte: UInt8) in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
        }
        return !self.name.isEmpty && self.name.utf8.allSatisfy(token)
            && self.value.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
    }
}
