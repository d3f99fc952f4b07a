extension VariableAnalysis {
    private static let ofText: Set<String> = [
        "upper", "lower", "capitalize", "title", "trim", "center", "indent", "truncate", "wordwrap", "wordcount",
        "replace", "striptags", "urlize", "escape", "e", "regex_replace", "regex_search", "regex_findall",
        "regex_escape",
        "b64encode", "b64decode", "hwaddr", "macaddr", "splitext", "basename", "dirname", "comment", "quote",
        "from_json",
        "from_yaml",
    ]
    private static let ofNumbers: Set<String> = [
        "abs", "int", "float", "round", "filesizeformat", "human_readable", "pow", "root", "log",
    ]
    /// Ansible's filters of addresses and networks; some take lists of them as well.
    private static let ofAddresses: Set<String> = [
        "ipaddr", "ipv4", "ipv6", "ipwrap", "ipsubnet", "ipmath", "nthhost", "next_nth_usable", "previous_nth_usable",
        "usable_range", "network_in_usable", "network_in_network", "reduce_on_network", "ip4_hex", "ipv6form", "ipcut",
        "slaac", "ipv6eui64",
    ]
    /// Filters whose result has the same items as their input.
    private static let keeping: Set<String> = [
        "list", "sort", "select", "reject", "selectattr", "rejectattr", "unique", "reverse", "batch", "slice", "union",
        "intersect", "difference", "symmetric_difference",
    ]
    private static let ofLists: Set<String> = ["join", "sum", "map", "first", "last", "min", "max", "groupby"]

    mutating func filter(
        _ value: Expression?, _ name: String, _ arguments: CallArguments, _ expression: Expression,
        _ kind: VariableUse.Kind?
    ) -> Origin {
        self.readArguments(arguments)
        guard let value else { return .none }
        // Ansible's are known by their collection, too.
        let name = name.split(separator: ".").last.map(String.init) ?? name
        switch name {
        case "default", "d": return self.fallback(value, arguments, expression, kind)
        case "mandatory": return self.read(value, kind: kind)
        case "bool", "ternary":
            self.read(value, kind: .boolean)
            return .none
        case "combine":
            self.read(value, kind: .object)
            return .none
        case "items2dict", "flatten", "zip", "product", "cidr_merge", "vlan_parser":
            self.read(value, kind: .list)
            return .none
        case _ where Self.ofAddresses.contains(name):
            self.read(value, kind: .address)
            return .none
        case "dict2items":
            self.read(value, kind: .object)
            return .none
        case "items", "dictsort":
            guard case .value(let path) = self.read(value, kind: .object) else { return .none }
            return .pairs(path + ".*")
        case _ where Self.ofText.contains(name):
            self.read(value, kind: .string)
            return .none
        case _ where Self.ofNumbers.contains(name):
            self.read(value, kind: .number)
            return .none
        case _ where Self.keeping.contains(name) || Self.ofLists.contains(name):
            return self.collection(self.read(value, kind: .list), name, arguments, expression)
        default:
            let origin = self.read(value)
            return name == "safe" || name == "string" ? origin : .none
        }
    }

    private mutating func fallback(
        _ value: Expression, _ arguments: CallArguments, _ expression: Expression, _ kind: VariableUse.Kind?
    ) -> Origin {
        let given = arguments.positional.first ?? arguments.named.first { $0.name == "default_value" }?.value
        let hint = kind ?? given.flatMap(Self.kind)
        let origin = self.read(value, kind: hint, isRequired: false)
        let literal = given == nil ? Value.string("") : given.flatMap(Self.literal)
        self.note(origin, at: expression.offset, isRequired: false, defaultValue: literal)
        return origin
    }

    private mutating func collection(
        _ origin: Origin, _ name: String, _ arguments: CallArguments, _ expression: Expression
    ) -> Origin {
        let item = self.item(of: origin)
        var attribute = arguments.named.first { $0.name == "attribute" }?.value
        if ["selectattr", "rejectattr", "groupby", "sum"].contains(name) {
            attribute = arguments.positional.first ?? attribute
        }
        var member = item
        if let attribute, case .constant(.string(let names)) = attribute.kind {
            for path in SplitText.split(names, ",", limit: -1) {
                member = self.walk(path, from: item, name, arguments, expression)
            }
        }
        switch name {
        case "first", "last", "min", "max": return item
        case "map":
            if case .value(let path) = member, attribute != nil { return .items(path) }
            return .none
        case "groupby":
            if case .value(let path) = item { return .groups(path, key: member) }
            return .none
        case "batch", "slice", "sum", "join": return .none
        default: return origin
        }
    }

    /// The member of an item that a filter looks up, with its owners.
    private mutating func walk(
        _ path: String, from item: Origin, _ name: String, _ arguments: CallArguments, _ expression: Expression
    ) -> Origin {
        var origin = item
        for part in SplitText.split(path, ".", limit: -1) {
            if Int(part) != nil {
                self.note(origin, at: expression.offset, kind: .list)
                origin = self.item(of: origin)
            } else {
                self.note(origin, at: expression.offset, kind: .object)
                origin = self.member(part, of: origin)
            }
        }
        var tested: String?
        if ["selectattr", "rejectattr"].contains(name), arguments.positional.count > 1,
            case .constant(.string(let test)) = arguments.positional[1].kind
        {
            tested = test
        }
        let fallback = arguments.named.first { $0.name == "default" }?.value
        let isOptional = tested == "defined" || tested == "undefined" || fallback != nil
        self.note(
            origin, at: expression.offset, kind: name == "sum" ? .number : nil, isRequired: !isOptional,
            defaultValue: fallback.flatMap(Self.literal))
        return origin
    }
}
