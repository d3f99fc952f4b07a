/// What `ipaddr` understood of its input.
struct AddressValue {
    let block: NetBlock
    /// Whether the input named a prefix.
    let isNetwork: Bool
    /// What a query that only tests gives back.
    let value: Value

    /// Nil for what is no address.
    init?(_ value: Value, version: Int?, _ rendering: Rendering) throws(JinjaError) {
        if let digits = Self.digits(value) {
            guard let block = Self.numbered(digits, version) else { return nil }
            self.init(block: block, isNetwork: false, value: .string(block.text))
            return
        }
        guard let text = value.stringValue else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if let block = NetBlock(text) {
            self.init(block: block, isNetwork: parts.count == 2, value: value)
            return
        }
        guard parts.count == 2, let number = Self.number(parts[0]), let prefix = Self.number(parts[1]),
            let block = Self.block(number, prefix)
        else { return nil }
        self.init(block: block, isNetwork: true, value: .string(block.text))
    }

    private init(block: NetBlock, isNetwork: Bool, value: Value) {
        self.block = block
        self.isNetwork = isNetwork
        self.value = value
    }

    private static func digits(_ value: Value) -> String? {
        let text: String
        switch value {
        case .int(let number): text = String(number)
        case .object(let object): text = (object as? BigIntegerValue)?.number.digits(radix: 10) ?? ""
        default: text = value.stringValue ?? ""
        }
        return !text.isEmpty && text.utf8.allSatisfy(\.isDigit) ? text : nil
    }

    private static func numbered(_ digits: String, _ version: Int?) -> NetBlock? {
        guard let number = UInt128(digits) else { return nil }
        let isV6 = number > 0xFFFF_FFFF || (version != nil && version != 0 && version != 4)
        return NetBlock(NetAddress(number, isV6: isV6), prefix: isV6 ? 128 : 32)
    }

    /// A number as Python's `int` reads it.
    static func number(_ text: String) -> Int128? {
        let stripped = PythonText.strip(text)
        let plain = stripped.utf8.contains(95) ? PythonText.replace(stripped, "_", "") : stripped
        return Int128(plain)
    }

    private static func block(_ number: Int128, _ prefix: Int128) -> NetBlock? {
        guard number >= 0 else { return nil }
        if number <= 0xFFFF_FFFF, (0...32).contains(prefix) {
            return NetBlock(NetAddress(UInt128(number), isV6: false), prefix: Int(prefix))
        }
        guard (0...128).contains(prefix) else { return nil }
        return NetBlock(NetAddress(UInt128(number), isV6: true), prefix: Int(prefix))
    }
}
