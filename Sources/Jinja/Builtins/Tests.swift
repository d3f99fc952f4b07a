/// The built-in tests, by name.
enum Tests {
    static let builtIn: [String: Filter] = {
        var all = Tests.kinds
        all.merge(Tests.numbers) { $1 }
        all.merge(Tests.comparisons) { $1 }
        all.merge(Tests.ansible) { $1 }
        return all
    }()

    private static func simple(_ body: @escaping @Sendable (Value) throws(JinjaError) -> Bool) -> Filter {
        Filter { value, arguments, _ throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .bool(try body(value))
        }
    }

    private static let kinds: [String: Filter] = [
        "defined": Tests.simple { !$0.isUndefined },
        "undefined": Tests.simple { $0.isUndefined },
        "none": Tests.simple { $0.isNone },
        "boolean": Tests.simple { if case .bool = $0 { true } else { false } },
        "true": Tests.simple { if case .bool(true) = $0 { true } else { false } },
        "false": Tests.simple { if case .bool(false) = $0 { true } else { false } },
        "integer": Tests.simple { if case .bool = $0 { false } else { Number($0)?.whole != nil } },
        "float": Tests.simple { if case .double = $0 { true } else { false } },
        "number": Tests.simple { Number($0) != nil },
        "string": Tests.simple { $0.stringValue != nil },
        "mapping": Tests.simple { if case .dict = $0 { true } else { false } },
        "sequence": Tests.simple { value in
            switch value {
            case .string, .markup, .list, .tuple, .dict: true
            case .object(let object): object is RangeValue
            case .undefined(let undefined): !undefined.isStrict
            default: false
            }
        },
        "iterable": Tests.simple { value throws(JinjaError) in
            switch value {
            case .string, .markup, .list, .tuple, .dict: return true
            case .object(let object): return object.isIterable
            case .undefined(let undefined):
                if undefined.isStrict { throw undefined.error }
                return true
            default: return false
            }
        },
        "callable": Tests.simple { value in
            switch value {
            case .object(let object): object.isCallable
            case .undefined: true
            default: false
            }
        },
        "escaped": Tests.simple { value in
            switch value {
            case .markup: true
            case .object(let object): object is ModuleValue
            default: false
            }
        },
        "lower": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .bool(TextTests.isLower(try rendering.text(of: value)))
        },
        "upper": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .bool(TextTests.isUpper(try rendering.text(of: value)))
        },
        "filter": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            if case .undefined(let undefined) = value { throw undefined.error }
            return .bool(try DictKey.checked(value).stringValue.flatMap(rendering.environment.filter) != nil)
        },
        "test": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            if case .undefined(let undefined) = value { throw undefined.error }
            return .bool(try DictKey.checked(value).stringValue.flatMap(rendering.environment.test) != nil)
        },
    ]

    private static let numbers: [String: Filter] = [
        "odd": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .bool(try Arithmetic.apply(.modulo, value, .int(2), rendering) == .int(1))
        },
        "even": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .bool(try Arithmetic.apply(.modulo, value, .int(2), rendering) == .int(0))
        },
        "divisibleby": Filter { value, arguments, rendering throws(JinjaError) in
            let divisor = try arguments.bind("num", required: 1)[0] ?? .int(1)
            return .bool(try Arithmetic.apply(.modulo, value, divisor, rendering) == .int(0))
        },
    ]

    private static let comparisons: [String: Filter] = {
        var all: [String: Filter] = [:]
        let names: [(CompareOperator, [String])] = [
            (.equal, ["==", "eq", "equalto"]), (.notEqual, ["!=", "ne"]), (.greater, [">", "gt", "greaterthan"]),
            (.greaterOrEqual, [">=", "ge"]), (.less, ["<", "lt", "lessthan"]), (.lessOrEqual, ["<=", "le"]),
            (.isIn, ["in"]),
        ]
        for (comparison, aliases) in names {
            let filter = Filter { value, arguments, rendering throws(JinjaError) in
                let other: Value
                if comparison == .isIn {
                    other = try arguments.bind("seq", required: 1)[0] ?? .none
                } else {
                    other = try arguments.positionalOnly(1...1)[0]
                }
                return .bool(try Comparison.holds(comparison, value, other, rendering))
            }
            for alias in aliases { all[alias] = filter }
        }
        all["sameas"] = Filter { value, arguments, _ throws(JinjaError) in
            .bool(value.isSame(as: try arguments.bind("other", required: 1)[0] ?? .none))
        }
        return all
    }()
}

extension Value {
    /// Python's `is`: the same object; equal small constants count as the same.
    fileprivate func isSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.none, .none): true
        case (.bool(let x), .bool(let y)): x == y
        case (.int(let x), .int(let y)): x == y
        case (.double(let x), .double(let y)): x == y
        case (.string(let x), .string(let y)): sameText(x, y)
        case (.list(let x), .list(let y)): x === y
        case (.tuple(let x), .tuple(let y)): x === y
        case (.dict(let x), .dict(let y)): x === y
        case (.object(let x), .object(let y)): x === y
        case (.undefined(let x), .undefined(let y)): x === y
        default: false
        }
    }
}
