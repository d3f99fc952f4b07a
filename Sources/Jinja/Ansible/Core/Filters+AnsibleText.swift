/// Ansible's small filters on single values.
extension Filters {
    static let ansibleText: [String: Filter] = [
        "comment": Filter { value, arguments, rendering throws(JinjaError) in
            try Filters.comment(value, arguments, rendering)
        },
        "bool": Filter { value, arguments, _ throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .bool(try value.asAnsibleTruth())
        },
        "ternary": Filter { value, arguments, _ throws(JinjaError) in
            let bound = try arguments.bind("true_val", "false_val", "none_val", required: 2)
            if value.isNone, let none = bound[2], !none.isNone { return none }
            return (try value.isTrue() ? bound[0] : bound[1]) ?? .none
        },
        "mandatory": Filter { value, arguments, rendering throws(JinjaError) in
            let message = try arguments.bind("msg")[0]
            guard case .undefined(let undefined) = value else { return value }
            guard let message, !message.isNone else {
                throw JinjaError(.undefined, "A mandatory value is missing: \(undefined.error.message)")
            }
            throw JinjaError(.undefined, try rendering.definedText(message))
        },
        "type_debug": Filter { value, arguments, _ throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .string(value.typeName)
        },
        "split": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try value.textArgument("split")
            return try Methods.call("split", on: value, arguments, rendering)
        },
        "from_json": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.bind("profile")
            var reader = JSONReader(try value.textArgument("from_json"), for: rendering)
            return try reader.document()
        },
        "to_json": Filter { value, arguments, rendering throws(JinjaError) in
            .string(try AnsibleJSON.text(value, arguments, rendering))
        },
        "to_nice_json": Filter { value, arguments, rendering throws(JinjaError) in
            .string(try AnsibleJSON.niceText(value, arguments, rendering))
        },
    ]
}

extension Value {
    /// What Ansible's `bool` makes of a value: “yes”, “on”, “true” and 1 are true, everything else is false.
    fileprivate func asAnsibleTruth() throws(JinjaError) -> Bool {
        switch self {
        case .undefined(let undefined): throw undefined.error
        case .bool(let truth): return truth
        case .int(let number): return number == 1
        case .double(let number): return number == 1
        case .string(let text), .markup(let text): return ["yes", "on", "true", "1"].contains(CaseText.lower(text))
        default: return false
        }
    }
}
