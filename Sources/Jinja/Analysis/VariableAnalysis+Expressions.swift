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
        case .call(let callee, let arguments): return self.call(callee, arguments, at: expression.offset)
        case .filter(let value, let name, let arguments):
            return self.filter(value, name, arguments, expression, kind)
        case .test(let value, let name, let arguments):
            self.readArguments(arguments)
            let isPresence = ["defined", "undefined", "none"].contains(name)
            self.read(value, kind: Self.kind(ofTest: name), isRequired: !isPresence)
            return .none
        case .slice(let owner, let start, let stop, let step):
            for bound in [start, stop, step] { if let bound { self.read(bound, kind: .number) } }
            return self.read(owner, kind: kind)
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
            return self.binary(operation, left, right, kind, mayBeBoolean: mayBeBoolean)
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
                let index = self.read(key, kind: Self.isNumber(key, .none) ? .number : nil)
                // Behind a number stands an item of a list, behind anything else a member of an object.
                if Self.isNumber(key, index) { return self.item(of: self.read(owner, kind: .list)) }
                guard case .value(let path) = self.read(owner, kind: .object) else { return .none }
                return .value(path + ".*")
            }
        default: return self.read(expression)
        }
    }

    /// Whether a key that is worked out is a number: by what it stands for, or by its name as programs use them.
    private static func isNumber(_ key: Expression, _ origin: Origin) -> Bool {
        if case .number = origin { return true }
        switch key.kind {
        case .constant(.int), .unary(.negative, _): return true
        case .binary(let operation, let left, let right):
            guard operation != .and, operation != .or else { return false }
            return self.kind(of: left) != .string && self.kind(of: right) != .string
        case .attribute(let owner, let name):
            if case .name("loop") = owner.kind { return true }
            return self.isIndexName(name)
        case .filter(_, let name, _): return ["int", "length", "count", "round", "abs", "random"].contains(name)
        case .name(let name): return self.isIndexName(name)
        default: return false
        }
    }

    private static func isIndexName(_ name: String) -> Bool {
        let last = name.split(separator: "_").last.map(String.init) ?? name
        return ["i", "j", "k", "n", "idx", "index", "index0", "pos", "position", "num", "number"].contains(last)
    }

    private mutating func binary(
        _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ kind: VariableUse.Kind?,
        mayBeBoolean: Bool
    ) -> Origin {
        switch operation {
        case .and:
            let guarded = self.guarded
            self.check(left)
            // What is printed or passed on is no condition.
            if mayBeBoolean { self.check(right) } else { self.read(right, kind: kind) }
            self.guarded = guarded
        case .or:
            self.read(left, kind: kind, mayBeBoolean: mayBeBoolean)
            self.read(right, kind: kind, mayBeBoolean: mayBeBoolean)
        case .multiply where Self.isRepeated(left) || Self.isRepeated(right):
            // Text and lists are multiplied by a number.
            self.read(left, kind: Self.isRepeated(left) ? nil : .number)
            self.read(right, kind: Self.isRepeated(right) ? nil : .number)
        case .add, .multiply, .modulo:
            let hint = Self.kind(of: left) ?? Self.kind(of: right)
            let other: VariableUse.Kind? = hint == nil || hint == .number ? .number : hint == .string ? .string : nil
            self.read(left, kind: operation == .modulo && hint == .string ? .string : other)
            self.read(right, kind: other == .number ? .number : nil)
        default:
            self.read(left, kind: .number)
            self.read(right, kind: .number)
        }
        return .none
    }

    private static func isRepeated(_ expression: Expression) -> Bool {
        let kind = self.kind(of: expression)
        return kind == .string || kind == .list
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

    private mutating func call(_ callee: Expression, _ arguments: CallArguments, at offset: Int) -> Origin {
        if case .macro(let macro, let home) = self.macro(callee) {
            let positional = arguments.positional.map { self.read($0) }
            let named = arguments.named.map { ($0.name, self.read($0.value)) }
            self.follow(macro, home, positional, named, at: offset)
            return .none
        }
        if case .name("range") = callee.kind, case .none = self.origin(of: "range") {
            for argument in arguments.children { self.read(argument, kind: .number) }
            return .number
        }
        guard case .attribute(let owner, let method) = callee.kind else {
            self.readArguments(arguments)
            self.read(callee, kind: .callable)
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

    /// The macro that a call means, of this template or an imported one.
    private func macro(_ callee: Expression) -> Origin {
        switch callee.kind {
        case .name(let name): self.origin(of: name)
        case .attribute(let owner, let name):
            if case .name(let module) = owner.kind { self.member(name, of: self.origin(of: module)) } else { .none }
        default: .none
        }
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
