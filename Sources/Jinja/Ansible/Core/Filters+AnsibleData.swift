/// Ansible's filters on lists.
extension Filters {
    static let ansibleData: [String: Filter] = [
        "flatten": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("levels", "skip_nulls")
            let levels = bound[0].flatMap { $0.isNone ? nil : $0 }
            let skips = try bound[1]?.isTrue() ?? true
            return .list(ListValue(try Filters.flat(value, levels, skips, rendering, depth: 0)))
        },
        "extract": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("container", "morekeys", required: 1)
            var keys = [value]
            switch bound[1] {
            case nil, .some(.none): break
            case .list(let list): keys += list.items
            case .some(let key): keys.append(key)
            }
            var result = bound[0] ?? .none
            for key in keys { result = try rendering.item(key, of: result, isLiteral: false) }
            return result
        },
        "subelements": Filter { value, arguments, rendering throws(JinjaError) in
            try Filters.subelements(value, arguments, rendering)
        },
        "zip": Filter { value, arguments, rendering throws(JinjaError) in
            var isStrict = false
            for (name, given) in arguments.named {
                guard name == "strict" else { throw JinjaError(.type, "There is no argument named “\(name)”") }
                isStrict = try given.isTrue()
            }
            let columns = try Filters.columns(value, arguments, rendering)
            let length = columns.map(\.count).min() ?? 0
            guard !isStrict || columns.allSatisfy({ $0.count == length }) else {
                throw JinjaError(.value, "The lists of zip differ in length")
            }
            let rows = (0..<length).map { row in Value.tuple(TupleValue(columns.map { $0[row] })) }
            return rendering.generator(of: rows, "zip")
        },
        "zip_longest": Filter { value, arguments, rendering throws(JinjaError) in
            var fill = Value.none
            for (name, given) in arguments.named {
                guard name == "fillvalue" else { throw JinjaError(.type, "There is no argument named “\(name)”") }
                fill = given
            }
            let columns = try Filters.columns(value, arguments, rendering)
            let length = columns.map(\.count).max() ?? 0
            try rendering.tick(length * columns.count)
            let rows = (0..<length).map { row in
                Value.tuple(TupleValue(columns.map { row < $0.count ? $0[row] : fill }))
            }
            return rendering.generator(of: rows, "zip_longest")
        },
        "product": Filter { value, arguments, rendering throws(JinjaError) in
            var times = 1
            for (name, given) in arguments.named {
                guard name == "repeat" else { throw JinjaError(.type, "There is no argument named “\(name)”") }
                times = try given.wholeNumber("product")
            }
            guard times >= 0 else { throw JinjaError(.value, "product cannot repeat less than 0 times") }
            let columns = try Filters.columns(value, arguments, rendering)
            try rendering.tick(times)
            return Combinations.product(Array(repeatElement(columns, count: times).joined()), rendering)
        },
        "permutations": Filter { value, arguments, rendering throws(JinjaError) in
            let items = try rendering.array(value)
            let length = try arguments.bind("r")[0].flatMap { $0.isNone ? nil : $0 }?.wholeNumber("permutations")
            return try Combinations.permutations(items, length ?? items.count, rendering)
        },
        "combinations": Filter { value, arguments, rendering throws(JinjaError) in
            let length = try (try arguments.bind("r", required: 1)[0] ?? .none).wholeNumber("combinations")
            return try Combinations.combinations(try rendering.array(value), length, rendering)
        },
    ]

    private static func columns(
        _ value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> [[Value]] {
        var columns = [try rendering.array(value)]
        for argument in arguments.positional { columns.append(try rendering.array(argument)) }
        return columns
    }

    /// `levels` nil means all of them.
    static func flat(
        _ value: Value, _ levels: Value?, _ skipsNulls: Bool, _ rendering: Rendering, depth: Int
    ) throws(JinjaError) -> [Value] {
        guard depth < 100 else { throw JinjaError(.limit, "The lists nest too deeply to be flattened") }
        var result: [Value] = []
        for item in try rendering.array(value) {
            if skipsNulls, item.isNone || item.stringValue == "None" || item.stringValue == "null" { continue }
            if case .undefined(let undefined) = item, undefined.isStrict { throw undefined.error }
            guard item.isPythonSequence else {
                result.append(item)
                continue
            }
            let left = try levels?.wholeNumber("flatten")
            if left ?? 1 >= 1 {
                let inner = left.map { Value.int($0 - 1) }
                result += try self.flat(item, inner, skipsNulls, rendering, depth: depth + 1)
            } else {
                result.append(item)
            }
        }
        return result
    }

    private static func subelements(
        _ value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        let bound = try arguments.bind("subelements", "skip_missing", required: 1)
        let skips = try bound[1]?.isTrue() ?? false
        let elements: [Value]
        switch value {
        case .dict(let dict): elements = dict.values
        case .list(let list): elements = list.items
        case .undefined(let undefined): throw undefined.error
        default: throw JinjaError(.type, "subelements needs a list or a dictionary of dictionaries")
        }
        let path: [Value]
        if case .list(let list) = bound[0] {
            path = list.items
        } else {
            let text = try (bound[0] ?? .none).textArgument("subelements")
            path = text.split(separator: ".", omittingEmptySubsequences: false).map { .string(String($0)) }
        }
        var results: [Value] = []
        for element in elements {
            var members = element
            for key in path {
                guard case .dict(let dict) = members else {
                    throw JinjaError(.type, "A key of subelements leads into something that is no dictionary")
                }
                guard let member = dict.value(of: try DictKey.checked(key)) else {
                    guard skips else { throw JinjaError(.value, "An element lacks a key that subelements needs") }
                    members = .list(ListValue([]))
                    break
                }
                members = member
            }
            guard case .list(let list) = members else {
                throw JinjaError(.type, "The keys of subelements must lead to a list")
            }
            try rendering.tick(list.items.count)
            for item in list.items { results.append(.tuple(TupleValue([element, item]))) }
        }
        return .list(ListValue(results))
    }
}

extension Value {
    /// Whether Ansible counts the value as a sequence: lists, tuples and ranges, but not text.
    var isPythonSequence: Bool {
        switch self {
        case .list, .tuple: true
        case .object(let object): object is RangeValue
        default: false
        }
    }
}
