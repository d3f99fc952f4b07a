/// The parts of a device (RFC 6933), reduced to the chassis.
struct EntityTable {
    private(set) var model: String?
    private(set) var serial: String?
    private(set) var version: String?

    private static let root = OID.known(1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1)
    static let classes = root.below(5)

    /// The parts that may be the device itself, by their row in `classes`: chassis before stack, in the table's order.
    static func candidates(_ classes: [SNMPRow]) -> [UInt32] {
        let rows = classes.compactMap { row in row.oid.index(in: Self.classes)?.last.map { ($0, row.value.number) } }
        return rows.filter { $0.1 == 3 }.map(\.0) + rows.filter { $0.1 == 11 }.map(\.0)
    }

    /// What to ask about a part: its model, its serial number, its software, its description.
    static func names(of part: UInt32) -> [OID] {
        [13, 11, 10, 2].map { Self.root.below($0, part) }
    }

    /// Takes the answer to `names`; what is known already stays.
    mutating func take(_ rows: [SNMPRow]) {
        let texts = rows.map { row in row.value.text.flatMap { $0.isEmpty ? nil : $0 } }
        guard texts.count == 4 else { return }
        self.model = self.model ?? texts[0] ?? texts[3]
        self.serial = self.serial ?? texts[1]
        self.version = self.version ?? texts[2]
    }
}
