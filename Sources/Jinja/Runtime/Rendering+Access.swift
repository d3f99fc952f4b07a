/// Attributes, items and texts of values.
extension Rendering {
    /// `value.name`: a method first, then a member, as Jinja2's `getattr`.
    func attribute(_ name: String, of value: Value) throws(JinjaError) -> Value {
        switch value {
        case .undefined(let undefined):
            if name == "_undefined_name" { return .string(undefined.name) }
            guard undefined.kind == .chainable else { throw undefined.error }
            return value
        case .dict(let dict):
            if Methods.exists(name, on: value) { return .object(BoundMethod(name, of: value)) }
            if let member = dict.member(name) { return member }
            return self.missing(name, of: value)
        case .object(let object):
            if let attribute = try object.attribute(name, self) { return attribute }
            if object is RangeValue || object is BigIntegerValue {
                if Methods.exists(name, on: value) { return .object(BoundMethod(name, of: value)) }
                if let member = Methods.member(name, of: value) { return member }
            }
            if let item = try object.item(.string(name), self) { return item }
            return self.missing(name, of: value)
        default:
            if case .tuple(let tuple) = value, let index = tuple.names.firstIndex(of: name) {
                return tuple.items[index]
            }
            if Methods.exists(name, on: value) { return .object(BoundMethod(name, of: value)) }
            return Methods.member(name, of: value) ?? self.missing(name, of: value)
        }
    }

    /// `value[key]`: an item first, then a method, as Jinja2's `getitem`.
    /// `isLiteral` says that the key stands in the template, so that a message may show it.
    func item(_ key: Value, of value: Value, isLiteral: Bool = true) throws(JinjaError) -> Value {
        if case .undefined = value { return try self.attribute("", of: value) }
        if let item = try self.plainItem(key, of: value) { return item }
        guard let name = key.stringValue else {
            if case .undefined = key, self.environment.undefined != .debug { return key }
            return self.missing(key, of: value)
        }
        let result = try self.attribute(name, of: value)
        if result.isUndefined, !isLiteral {
            return self.undefined("", hint: "The key does not exist in this \(value.ownerName)")
        }
        return result
    }

    private func plainItem(_ key: Value, of value: Value) throws(JinjaError) -> Value? {
        switch value {
        case .dict(let dict):
            switch key {
            case .list, .dict: return nil
            default: return dict.value(of: try DictKey.checked(key))
            }
        case .list(let list): return self.element(list.items, key)
        case .tuple(let tuple): return self.element(tuple.items, key)
        case .string(let text): return PythonText.character(text, key).map(Value.string)
        case .markup(let text): return PythonText.character(text, key).map(Value.markup)
        case .object(let object): return try object.item(key, self)
        default: return nil
        }
    }

    private func element(_ items: [Value], _ key: Value) -> Value? {
        let index: Int
        switch key {
        case .int(let number): index = number
        case .bool(let truth): index = truth ? 1 : 0
        default: return nil
        }
        let position = index < 0 ? index + items.count : index
        return items.indices.contains(position) ? items[position] : nil
    }

    func missing(_ name: String, of value: Value) -> Value {
        var candidates: (() -> [String])?
        if case .dict(let dict) = value { candidates = { dict.keys.compactMap(\.stringValue) } }
        return .undefined(
            Undefined(
                name: name, owner: value.ownerName, ownerType: value.ownerType,
                kind: self.environment.undefined, candidates: candidates))
    }

    private func missing(_ key: Value, of value: Value) -> Value {
        let name: String
        if case .int(let number) = key { name = String(number) } else { name = "this \(key.typeName)" }
        var debugText: String?
        if self.environment.undefined == .debug {
            var printer = Printer(limit: 1000)
            debugText = (try? printer.repr(key)).map { "no such element: \(value.ownerType)[\($0)]" }
        }
        return .undefined(
            Undefined(
                name: name, hint: "There is no item \(name) in this \(value.ownerName)", debugText: debugText,
                kind: self.environment.undefined))
    }

    /// An undefined value with its own explanation.
    /// `pythonHint` is what Jinja2 says, which DebugUndefined prints.
    func undefined(_ name: String, hint: String, pythonHint: String? = nil) -> Value {
        let debugText = pythonHint.map { "undefined value printed: \($0)" }
        return .undefined(Undefined(name: name, hint: hint, debugText: debugText, kind: self.environment.undefined))
    }

    /// The text of a value, as Python's `str` gives it.
    public func text(of value: Value) throws(JinjaError) -> String {
        switch value {
        case .string(let text), .markup(let text): return text
        case .int(let number): return String(number)
        default:
            var printer = Printer(limit: self.limits.outputBytes)
            return try printer.text(value)
        }
    }

    private func escaped(text: String) throws(JinjaError) -> String {
        var text = text
        // Escaping makes a text up to five times as long.
        if text.utf8.count > 4096 {
            let extra = text.withUTF8 { HTMLEscape.extraBytes($0) }
            try self.checkLength(text.utf8.count + extra)
        }
        return HTMLEscape.escape(text)
    }

    /// The text of a value, escaped for HTML unless it is markup.
    public func escaped(_ value: Value) throws(JinjaError) -> String {
        switch value {
        case .markup(let text): return text
        case .object(let object):
            if let html = try object.markup(self) { return html }
            return try self.escaped(text: try self.text(of: value))
        default: return try self.escaped(text: try self.text(of: value))
        }
    }
}

extension Value {
    /// How Jinja2 names the kind of an owner.
    fileprivate var ownerType: String {
        switch self {
        case .none: "None"
        case .object(let object):
            switch object {
            case is NamespaceValue, is CyclerValue, is JoinerValue: "jinja2.utils.\(object.typeName) object"
            case is MacroValue, is LoopValue, is TemplateReference, is BlockReference:
                "jinja2.runtime.\(object.typeName) object"
            default: "\(object.typeName) object"
            }
        default: "\(self.typeName) object"
        }
    }

    /// How messages call the value whose attribute is missing.
    fileprivate var ownerName: String {
        switch self {
        case .string, .markup: "text"
        case .int, .double: "number"
        case .bool: "truth value"
        case .none: "none"
        case .dict: "dictionary"
        default: self.typeName
        }
    }
}
