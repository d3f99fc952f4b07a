/// Rows under their columns.
public struct ParsedTable: Sendable, Equatable {
    /// The names of the columns.
    public private(set) var header: [String]
    /// A cell for each column.
    public private(set) var rows: [[TextFSMCell]]

    /// A table of rows that have a cell for each name of `header`.
    public init(header: [String], rows: [[TextFSMCell]]) {
        self.header = header
        self.rows = rows
    }

    /// The same with names in small letters, as ntc-templates gives them.
    public var lowercased: ParsedTable { ParsedTable(header: self.header.map { $0.lowercased() }, rows: self.rows) }

    /// Adds the columns of another table: to rows with the same values in `keys`, or row by row where there are no keys.
    ///
    /// As `texttable.extend` of Google's `textfsm`; throws when a key is no column of both.
    mutating func extend(with other: ParsedTable, keys: Set<String>) throws(TextFSMError) {
        for key in keys where !self.header.contains(key) {
            throw TextFSMError(.index, "The column «\(key)» that joins two templates is missing in the first")
        }
        let places = other.header.indices.filter { !self.header.contains(other.header[$0]) }
        guard !places.isEmpty else { return }
        let ownKeys = self.header.indices.filter { keys.contains(self.header[$0]) }
        let otherKeys = ownKeys.map { own in other.header.firstIndex { $0 == self.header[own] } }
        var partners: [[TextFSMCell]: Int] = [:]
        if !keys.isEmpty, !self.rows.isEmpty {
            for (number, row) in other.rows.enumerated() {
                var key: [TextFSMCell] = []
                for place in otherKeys {
                    guard let place else {
                        throw TextFSMError(.index, "A column that joins two templates is missing in the second")
                    }
                    key.append(row[place])
                }
                if partners[key] == nil { partners[key] = number }
            }
        }
        for number in self.rows.indices {
            let partner = keys.isEmpty ? number : partners[ownKeys.map { self.rows[number][$0] }]
            for place in places {
                let cell = partner.flatMap { other.rows.indices.contains($0) ? other.rows[$0][place] : nil }
                self.rows[number].append(cell ?? .text(""))
            }
        }
        self.header += places.map { other.header[$0] }
    }

    /// The rows as one line of JSON: an array of objects in the order of the columns.
    public func json() -> String {
        var writer = JSONWriter()
        writer.array(self.rows) { writer, row in
            writer.object(zip(self.header, row).map { ($0, $1) }) { writer, cell in
                switch cell {
                case .text(let text): writer.text(text)
                case .list(let items):
                    writer.array(items) { writer, item in
                        switch item {
                        case .text(let text): writer.text(text)
                        case .groups(let groups):
                            writer.object(groups.map { ($0.name, $0.text) }) { $0.text($1) }
                        }
                    }
                }
            }
        }
        return writer.result
    }
}
