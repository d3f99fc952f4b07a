/// The arguments of a call, compiled.
struct ArgumentEvaluators {
    let positional: [Evaluator]
    let named: [(name: String, value: Evaluator)]
    let positionalRest: Evaluator?
    let namedRest: Evaluator?

    let isEmpty: Bool
    /// Whether there are only arguments without name.
    let isPlain: Bool
    /// The arguments, when they are the same in every rendering.
    let constant: Arguments?

    init(
        positional: [Evaluator], named: [(name: String, value: Evaluator)], positionalRest: Evaluator?,
        namedRest: Evaluator?
    ) {
        self.positional = positional
        self.named = named
        self.positionalRest = positionalRest
        self.namedRest = namedRest
        let hasRest = positionalRest != nil || namedRest != nil
        self.isPlain = named.isEmpty && !hasRest
        self.isEmpty = positional.isEmpty && named.isEmpty && !hasRest
        let isConstant = !hasRest && (positional + named.map(\.value)).allSatisfy { $0.constant != nil }
        self.constant =
            isConstant
            ? Arguments(
                positional.compactMap(\.constant), named: named.map { ($0.name, $0.value.constant ?? .none) }) : nil
    }

    /// The text of a single constant argument; empty without arguments.
    var onlyText: String? {
        if self.isEmpty { return "" }
        guard let constant = self.constant, constant.named.isEmpty, constant.positional.count == 1,
            case .string(let text) = constant.positional[0]
        else { return nil }
        return text
    }

    func arguments(_ frame: Frame) throws(JinjaError) -> Arguments {
        if let constant = self.constant { return constant }
        var arguments = Arguments()
        let count = self.positional.count + self.named.count
        if count > 16 { try frame.rendering.work(count) }
        if !self.positional.isEmpty {
            arguments.positional.reserveCapacity(self.positional.count)
            for item in self.positional { arguments.positional.append(try item.value(frame)) }
        }
        for (name, value) in self.named { arguments.named.append((name, try value.value(frame))) }
        if let rest = self.positionalRest {
            arguments.positional += try frame.rendering.array(try rest.value(frame))
        }
        if let rest = self.namedRest {
            let value = try rest.value(frame)
            if case .undefined(let undefined) = value { throw undefined.error }
            guard case .dict(let dict) = value else {
                throw JinjaError(.type, "The value after ** is not a dictionary")
            }
            try frame.rendering.tick(dict.count)
            let known = Set(self.named.map(\.name))
            for (key, value) in zip(dict.keys, dict.values) {
                guard let name = key.stringValue else { throw JinjaError(.type, "Names of arguments are text") }
                guard !known.contains(name) else {
                    throw JinjaError(.type, "The argument “\(name)” is given twice")
                }
                arguments.named.append((name, value))
            }
        }
        return arguments
    }
}
