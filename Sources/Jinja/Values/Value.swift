/// A value of the template language, with Python's meaning and printing.
public enum Value: Sendable {
    /// A name, attribute or item that does not exist.
    case undefined(Undefined)
    /// Python's `None`.
    case none
    /// Python's `True` and `False`.
    case bool(Bool)
    /// A whole number of 64 bits; a longer one is an object.
    case int(Int)
    /// A floating point number.
    case double(Double)
    /// Text.
    case string(String)
    /// Text that is already safe for HTML and is not escaped again.
    case markup(String)
    /// A list.
    case list(ListValue)
    /// A tuple.
    case tuple(TupleValue)
    /// A dictionary that keeps its order.
    case dict(DictValue)
    /// Everything that only lives inside templates: functions, ranges, macros, namespaces.
    case object(Object)
}

extension Value {
    /// The kind of the value as Python names it.
    var typeName: String {
        switch self {
        case .undefined: "Undefined"
        case .none: "NoneType"
        case .bool: "bool"
        case .int: "int"
        case .double: "float"
        case .string: "str"
        case .markup: "Markup"
        case .list: "list"
        case .tuple: "tuple"
        case .dict: "dict"
        case .object(let object): object.typeName
        }
    }

    /// The text of a string or markup value.
    var stringValue: String? {
        switch self {
        case .string(let text), .markup(let text): text
        default: nil
        }
    }

    var isMarkup: Bool {
        if case .markup = self { true } else { false }
    }

    var isUndefined: Bool {
        if case .undefined = self { true } else { false }
    }

    var isNone: Bool {
        if case .none = self { true } else { false }
    }
}
