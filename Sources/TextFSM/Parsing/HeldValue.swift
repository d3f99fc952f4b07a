/// The value of one column while a record is collected.
struct HeldValue {
    enum Content {
        case nothing
        /// The place in the output.
        case place(Range<Int>)
        case list([TextFSMCell.Item])

        /// What Python takes for true.
        var isSet: Bool {
            switch self {
            case .nothing: false
            case .place(let place): !place.isEmpty
            case .list(let items): !items.isEmpty
            }
        }
    }

    let definition: ValueDefinition
    private(set) var content = Content.nothing
    /// What Filldown goes on with.
    private var kept = Content.nothing
    private var items: [TextFSMCell.Item] = []

    init(_ definition: ValueDefinition) { self.definition = definition }

    /// Takes what a rule found; `item` is the same for a list.
    mutating func assign(_ found: Content, _ item: TextFSMCell.Item?) {
        self.content = found
        if self.definition.isFilldown { self.kept = found }
        if let item { self.items.append(item) }
    }

    mutating func clear() {
        self.content = self.definition.isFilldown ? self.kept : .nothing
        if self.definition.isList, !self.definition.isFilldown { self.items = [] }
    }

    mutating func clearAll() {
        self.content = .nothing
        self.kept = .nothing
        self.items = []
    }

    /// Makes the value ready for its row; false when a required one is missing.
    mutating func save() -> Bool {
        for option in self.definition.options {
            if option == .required, !self.content.isSet { return false }
            if option == .list { self.content = .list(self.items) }
        }
        return true
    }
}
