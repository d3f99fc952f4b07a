/// The arguments of a call, in the order written.
public struct Arguments: Sendable {
    /// The arguments without name.
    public var positional: [Value]
    /// The arguments with name.
    public var named: [(name: String, value: Value)]

    /// Arguments made by the host.
    public init(_ positional: [Value] = [], named: [(name: String, value: Value)] = []) {
        self.positional = positional
        self.named = named
    }

    static let none = Arguments()

    /// The arguments by parameter, as a Python signature would bind them; too many, unknown or missing ones are an error.
    public func bind(_ parameters: String..., required: Int = 0) throws(JinjaError) -> [Value?] {
        guard self.positional.count <= parameters.count else {
            throw JinjaError(.type, "Too many arguments: at most \(parameters.count) expected")
        }
        var bound = [Value?](repeating: nil, count: parameters.count)
        for (position, value) in self.positional.enumerated() { bound[position] = value }
        for (name, value) in self.named {
            guard let position = parameters.firstIndex(of: name) else {
                throw JinjaError(.type, "There is no argument named “\(name)”")
            }
            guard bound[position] == nil else { throw JinjaError(.type, "The argument “\(name)” is given twice") }
            bound[position] = value
        }
        for position in 0..<min(required, parameters.count) where bound[position] == nil {
            throw JinjaError(.type, "The argument “\(parameters[position])” is missing")
        }
        return bound
    }

    /// The only arguments allowed are positional ones, within `range`.
    func positionalOnly(_ range: ClosedRange<Int>) throws(JinjaError) -> [Value] {
        if let first = self.named.first { throw JinjaError(.type, "There is no argument named “\(first.name)”") }
        guard range.contains(self.positional.count) else {
            throw JinjaError(
                .type,
                range.lowerBound == range.upperBound
                    ? "\(range.lowerBound) arguments expected, \(self.positional.count) given"
                    : "\(range.lowerBound) to \(range.upperBound) arguments expected, \(self.positional.count) given")
        }
        return self.positional
    }
}
