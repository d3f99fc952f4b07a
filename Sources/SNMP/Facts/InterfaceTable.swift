import DeviceCLI

/// A device's interfaces out of the tables of RFC 2863 and RFC 4293.
struct InterfaceTable {
    /// The columns that are read, and what they tell.
    enum Column: CaseIterable {
        case descriptions, administrative, operational, names, aliases
        /// IPv4 addresses by themselves, and by the newer table.
        case oldAddresses, addresses

        var root: OID {
            switch self {
            case .descriptions: OID.known(1, 3, 6, 1, 2, 1, 2, 2, 1, 2)
            case .administrative: OID.known(1, 3, 6, 1, 2, 1, 2, 2, 1, 7)
            case .operational: OID.known(1, 3, 6, 1, 2, 1, 2, 2, 1, 8)
            case .names: OID.known(1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 1)
            case .aliases: OID.known(1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 18)
            case .oldAddresses: OID.known(1, 3, 6, 1, 2, 1, 4, 20, 1, 2)
            case .addresses: OID.known(1, 3, 6, 1, 2, 1, 4, 34, 1, 3)
            }
        }
    }

    private struct Line {
        var name: String?
        var description: String?
        var alias: String?
        var isDisabled = false
        var state: Int64?
        var address: String?
    }

    private var lines: [UInt32: Line] = [:]

    mutating func take(_ column: Column, _ rows: [SNMPRow]) {
        for row in rows {
            guard let index = row.oid.index(in: column.root) else { continue }
            switch column {
            case .oldAddresses: self.take(address: index, of: row.value)
            case .addresses:
                // The kind of address and its length stand before it: 1 is IPv4, 2 is IPv6.
                guard index.count > 2, [1, 2].contains(index[0]), index[1] == index.count - 2 else { continue }
                self.take(address: Array(index.dropFirst(2)), of: row.value)
            default:
                guard index.count == 1 else { continue }
                self.take(column, row.value, index[0])
            }
        }
    }

    /// The interfaces by their number; one without any name is left out.
    var interfaces: [DeviceFacts.Interface] {
        self.lines.sorted { $0.key < $1.key }.compactMap { _, line in
            guard let name = line.name ?? line.description else { return nil }
            let state = line.isDisabled ? "admin down" : line.state.flatMap { Self.states[$0] }
            return DeviceFacts.Interface(name: name, state: state, address: line.address, description: line.alias)
        }
    }

    private static let states: [Int64: String] = [
        1: "up", 2: "down", 3: "testing", 4: "unknown", 5: "dormant", 6: "not present", 7: "lower layer down",
    ]

    private mutating func take(_ column: Column, _ value: SNMPValue, _ index: UInt32) {
        let text = value.text.flatMap { $0.isEmpty ? nil : $0 }
        switch column {
        case .descriptions: self.lines[index, default: Line()].description = text
        case .names: self.lines[index, default: Line()].name = text
        case .aliases: self.lines[index, default: Line()].alias = text
        case .administrative: self.lines[index, default: Line()].isDisabled = value.number == 2
        case .operational: self.lines[index, default: Line()].state = value.number
        case .oldAddresses, .addresses: break
        }
    }

    /// The first address that is told counts; an interface that no other table knows has none.
    private mutating func take(address: [UInt32], of value: SNMPValue) {
        guard let index = value.number.flatMap({ UInt32(exactly: $0) }), self.lines[index]?.address == nil,
            let text = Self.address(address)
        else { return }
        self.lines[index]?.address = text
    }

    private static func address(_ bytes: [UInt32]) -> String? {
        guard bytes.allSatisfy({ $0 < 256 }) else { return nil }
        switch bytes.count {
        case 4: return bytes.map(String.init).joined(separator: ".")
        case 16: return Self.address6(bytes)
        default: return nil
        }
    }

    /// The text of RFC 5952: the longest run of zeros is left out.
    private static func address6(_ bytes: [UInt32]) -> String {
        let groups = stride(from: 0, to: 16, by: 2).map { bytes[$0] << 8 | bytes[$0 + 1] }
        var longest = 0..<0
        var start = 0
        for index in 0...8 where index == 8 || groups[index] != 0 {
            if index - start > max(longest.count, 1) { longest = start..<index }
            start = index + 1
        }
        let text = { (part: ArraySlice<UInt32>) in part.map { String($0, radix: 16) }.joined(separator: ":") }
        guard !longest.isEmpty else { return text(groups[...]) }
        return text(groups[..<longest.lowerBound]) + "::" + text(groups[longest.upperBound...])
    }
}
