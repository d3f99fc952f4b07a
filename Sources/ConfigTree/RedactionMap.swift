/// Which mark stands for which secret, for those who may see it: the same secret has the same mark in all texts of one map.
///
/// It holds secrets: it prints only how many, and is not meant to be stored.
public struct RedactionMap: Sendable, Equatable {
    private var secrets: [String] = []
    private var numbers: [String: Int] = [:]

    /// A map without marks.
    public init() {}

    /// How many different secrets there are.
    public var count: Int { secrets.count }

    /// The mark of a secret: `•••` and a number from 1, in the order in which secrets were met.
    mutating func mark(for secret: String) -> String {
        let number: Int
        if let known = numbers[secret] {
            number = known
        } else {
            secrets.append(secret)
            number = secrets.count
            numbers[secret] = number
        }
        return SecretGrammar.mark + String(number)
    }

    /// A text redacted with this map as it was; marks that this map does not know stay.
    public func restoring(_ text: String) -> String {
        let mark = Array(SecretGrammar.mark.utf8)
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var place = 0
        while place < bytes.count {
            guard bytes[place...].starts(with: mark) else {
                result.append(bytes[place])
                place += 1
                continue
            }
            var end = place + mark.count
            var number = 0
            while end < bytes.count, bytes[end].isDigit, number <= secrets.count {
                number = number * 10 + Int(bytes[end] - 48)
                end += 1
            }
            if secrets.indices.contains(number - 1) {
                result += secrets[number - 1].utf8
            } else {
                result += bytes[place..<end]
            }
            place = end
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension RedactionMap: CustomStringConvertible, CustomReflectable {
    /// How many secrets, and none of them.
    public var description: String { "RedactionMap of \(count)" }

    /// Nothing: a dump must not print secrets.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
