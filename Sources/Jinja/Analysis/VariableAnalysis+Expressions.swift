extension VariableAnalysis {
    /// Notes what an expression reads, and tells what it stands for.
    @discardableResult
    mutating func read(
        _ expression: Expression, kind: VariableUse.Kind? = nil, mayBeBoolean: Bool = false, isRequired: Bool = true
    ) -> Origin {
        guard self.spend() else { return .none }
        switch expression.kind {
        case .name, .attribute, .item:
            let origin = self.path(expression)
            self.note(
                origin, at: expression.offset, kind: kind, mayBeBoolean: mayBeBoolean, isRequired: isRequired)
            return origin
        case .call(let callee, let arguments): return self.call(callee, arguments)
        case .filter(let value, let name, let arguments):
            return self.filter(value, name, arguments, expression, kind)
        case .test(let value, let name, let arguments):
            self.readArguments(arguments)
            let isPresence = ["defined", "undefined", "none"].contains(name)
            self.read(value, kind: Self.kind(ofTest: name), isRequired: !isPresence)
            return .none
        case .slice(let owner, let start, let stop, let step):
            for bound in [start, stop, step] { if let bound { self.read(bound, kind: .number) } }
            return self.read(owner)
        case .conditional(let test, let then, let otherwise):
            let guarded = self.guarded
            self.check(test)
            let origin = self.read(then, kind: kind)
            self.guarded = guarded
            if let otherwise { self.read(otherwise, kind: kind) }
            return origin
        case .compare(let first, let rest):
            self.compare(first, rest)
            return .none
        case .unary(.not, let operand):
            self.read(operand, mayBeBoolean: true)
            return .none
        case .unary(_, let operand):
            self.read(operand, kind: .number)
            return .none
        case .binary(let operation, let left, let right):
            self.binary(operation, left, right)
            return .none
        default:
            for child in expression.children { self.read(child) }
            return .none
        }
    }

    /// The path of a name with attributes and items; its owners are objects or lists.
    private mutating func path(_ expression: Expression) -> Origin {
        switch expression.kind {
        case .name(let name): return self.origin(of: name)
        case .attribute(let owner, let name): return self.member(name, of: self.read(owner, kind: .object))
        case .item(let owner, let key):
            switch key.kind {
            case .constant(.string(let name)): return self.member(name, of: self.read(owner, kind: .object))
            case .constant(.int), .unary: return self.item(of: self.read(owner, kind: .list))
            default:
                self.read(key)
                self.read(owner)
                return .none
            }
        default: return self.read(expression)
        }
    }

    private mutating func binary(_ operation: BinaryOperator, _ left: Expression, _ right: Expression) {
        switch operation {
        case .and:
            let guarded = self.guarded
            self.check(left)
            self.check(right)
            self.guarded = guarded
        case .or:
            self.read(left, mayBeBoolean: true)
            self.read(right, mayBeBoolean: true)
        case .add, .multiply, .modulo:
            let hint = Self.kind(of: left) ?? Self.kind(of: right)
            let other: VariableUse.Kind? = hint == nil || hint == .number ? .number : hint == .string ? .string : nil
            self.read(left, kind: operation == .modulo && hint == .string ? .string : other)
            self.read(right, kind: other == .number ? .number : nil)
        default:
            self.read(left, kind: .number)
            self.read(right, kind: .number)
        }
    }

    private mutating func compare(
        _ first: Expression, _ rest: [(comparison: CompareOperator, operand: Expression)]
    ) {
        var left = first
        for (comparison, right) in rest {
            switch comparison {
            case .isIn, .notIn:
                self.read(left, kind: nil)
                self.read(right)
            default:
                self.read(left, kind: Self.kind(of: right))
                self.read(right, kind: Self.kind(of: left))
            }
            left = right
        }
    }

    private mutating func call(_ callee: Expression, _ arguments: CallArguments) -> Origin {
        if case .name(let name) = callee.kind, case .macro(let macro) = self.origin(of: name) {
            let positional = arguments.positional.map { self.read($0) }
            let named = arguments.named.map { ($0.name, self.read($0.value)) }
            self.follow(macro, positional, named)
            return .none
        }
        guard case .attribute(let owner, let method) = callee.kind else {
            self.readArguments(arguments)
            self.read(callee)
            return .none
        }
        self.readArguments(arguments)
        if Methods.exists(method, onDict: true), method != "pop", method != "copy" {
            let origin = self.read(owner, kind: .object)
            switch method {
            case "items":
                if case .value(let path) = origin { return .pairs(path + ".*") }
            case "values":
                if case .value(let path) = origin { return .items(path + ".*") }
            case "get":
                guard case .constant(.string(let name))? = arguments.positional.first?.kind else { break }
                let member = self.member(name, of: origin)
                let fallback = arguments.positional.dropFirst().first.flatMap(Self.literal)
                self.note(member, at: callee.offset, isRequired: false, defaultValue: fallback)
                return member
            default: break
            }
            return .none
        }
        if Methods.exists(method, on: .string("")) {
            self.read(owner, kind: .string)
        } else {
            self.read(owner)
        }
        return .none
    }

    mutating func readArguments(_ arguments: CallArguments) {
        for child in arguments.children { self.read(child) }
    }

    /// The kind of a literal.
    static func kind(of expression: Expression) -> VariableUse.Kind? {
        switch expression.kind {
        case .constant(.string), .concat: .string
        case .constant(.int), .constant(.double): .number
        case .constant(.bool): .boolean
        case .list, .tuple: .list
        case .dict: .object
        default: nil
        }
    }

    /// The value of a literal.
    static func literal(_ expression: Expression) -> Value? {
        switch expression.kind {
        case .constant(let value): return value
        case .unary(.negative, let operand):
            return self.literal(operand).flatMap { try? Arithmetic.signed($0, isNegative: true) }
        case .list(let items), .tuple(let items):
            let values = items.compactMap(self.literal)
            return values.count == items.count ? Value(values) : nil
        case .dict(let pairs):
            let values = pairs.compactMap { pair -> (String, Value)? in
                guard let key = self.literal(pair.key)?.stringValue, let value = self.literal(pair.value) else {
                    return nil
                }
                return (key, value)
            }
            return values.count == pairs.count ? Value(values) : nil
        default: return nil
        }
    }

    private static func kind(ofTest name: String) -> VariableUse.Kind? {
        switch name.split(separator: ".").last.map(String.init) ?? name {
        case "ip", "ip_address", "ipv4", "ipv4_address", "ipv6", "ipv6_address", "in_network", "private", "public",
            "loopback", "multicast", "reserved", "unspecified", "subnet_of", "supernet_of", "in_one_network":
            name.contains(".") || name == "ip" ? .address : nil
        case "string", "lower", "upper": .string
        case "number", "integer", "float", "odd", "even", "divisibleby": .number
        case "boolean", "true", "false": .boolean
        case "mapping": .object
        default: nil
        }
    }
}
