/// The named arguments of a call that no parameter has taken yet.
struct NamedArguments {
    private var values: [(name: String, value: Value)?]
    /// Where each name is, when there are too many to look at all of them for each parameter.
    private let places: [String: Int]?

    init(_ values: [(name: String, value: Value)]) {
        self.values = values
        self.places =
            values.count > 16 ? Dictionary(values.enumerated().map { ($1.name, $0) }) { first, _ in first } : nil
    }

    /// The argument of that name, which is not part of the rest any more.
    mutating func take(_ name: String) -> Value? {
        let place = self.places.map { $0[name] } ?? self.values.firstIndex { $0?.name == name }
        guard let place else { return nil }
        defer { self.values[place] = nil }
        return self.values[place]?.value
    }

    /// Those that are left, in the order written.
    var rest: [(name: String, value: Value)] { self.values.compactMap(\.self) }
}
