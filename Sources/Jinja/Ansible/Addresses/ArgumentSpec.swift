/// Arguments as the filters of Ansible's collections take them: converted to the kind that each is declared with.
struct ArgumentSpec {
    private let names: [String]
    private let values: [Value]
    private let rendering: Rendering

    /// Positional arguments beyond the names are passed over, as in Ansible; unknown names are an error.
    init(_ value: Value, _ arguments: Arguments, _ names: [String], _ rendering: Rendering) throws(JinjaError) {
        var values = Array(repeating: Value.none, count: names.count)
        for (index, given) in ([value] + arguments.positional).prefix(names.count).enumerated() {
            values[index] = given
        }
        for (name, given) in arguments.named {
            guard let index = names.firstIndex(of: name) else {
                throw JinjaError(.type, "There is no argument named “\(name)”")
            }
            values[index] = given
        }
        for given in values {
            if case .undefined(let undefined) = given { throw undefined.error }
        }
        self.names = names
        self.values = values
        self.rendering = rendering
    }

    subscript(_ index: Int) -> Value { self.values[index] }

    /// A text; nil when it was not given.
    func text(_ index: Int) throws(JinjaError) -> String? {
        self.values[index].isNone ? nil : try self.rendering.definedText(self.values[index])
    }

    /// A text that every call has; none counts as empty, as in Ansible.
    func requiredText(_ index: Int) throws(JinjaError) -> String { try self.text(index) ?? "" }

    /// A whole number, also from its text; nil when it was not given.
    func number(_ index: Int) throws(JinjaError) -> Int? {
        let failure = JinjaError(.type, "The argument “\(self.names[index])” must be a whole number")
        switch self.values[index] {
        case .none: return nil
        case .int(let number): return number
        case .bool(let truth): return truth ? 1 : 0
        case .double(let number):
            guard let whole = Int(exactly: number) else { throw failure }
            return whole
        case .string(let text), .markup(let text):
            guard let number = NumberText.double(text), let whole = Int(exactly: number) else { throw failure }
            return whole
        default: throw failure
        }
    }

    func requiredNumber(_ index: Int) throws(JinjaError) -> Int {
        guard let number = try self.number(index) else {
            throw JinjaError(.type, "The argument “\(self.names[index])” is missing")
        }
        return number
    }

    /// A list of texts; a text is split at its commas.
    func texts(_ index: Int) throws(JinjaError) -> [String] {
        switch self.values[index] {
        case .list(let list):
            var texts: [String] = []
            for item in list.items { texts.append(item.isNone ? "" : try self.rendering.definedText(item)) }
            return texts
        case .string(let text), .markup(let text):
            return text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        case .int, .double, .bool: return [try self.rendering.definedText(self.values[index])]
        case .object where self.values[index].isGenerator:
            var texts: [String] = []
            for item in try self.rendering.array(self.values[index]) {
                texts.append(try self.rendering.definedText(item))
            }
            return texts
        default: throw JinjaError(.type, "The argument “\(self.names[index])” must be a list")
        }
    }
}
