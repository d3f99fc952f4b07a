/// A whole number beyond 64 bits, as sizes and values of IPv6 networks are: it prints and compares, no more.
// Unchecked like its base: its property is constant.
final class WideNumber: Object, @unchecked Sendable {
    /// The decimal digits.
    let digits: String

    private init(digits: String) {
        self.digits = digits
    }

    /// The number as a value; one that fits into 64 bits is an ordinary number.
    static func value(_ number: UInt128) -> Value {
        Int(exactly: number).map(Value.int) ?? .object(WideNumber(digits: String(number)))
    }

    /// One more than `number`, which may be the largest of 128 bits.
    static func successor(of number: UInt128) -> Value {
        let (sum, overflow) = number.addingReportingOverflow(1)
        return overflow ? .object(WideNumber(digits: "340282366920938463463374607431768211456")) : self.value(sum)
    }

    override var typeName: String { "int" }
    override func printed(_ printer: inout Printer) throws(JinjaError) -> String? { self.digits }
    override func equals(_ other: Object) throws(JinjaError) -> Bool { (other as? WideNumber)?.digits == self.digits }
}
