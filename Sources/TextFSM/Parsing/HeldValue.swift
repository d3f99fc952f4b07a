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
    // The options once more, as they are asked for with every record.
    let isList: Bool
    let isFillup: Bool
    private let isFilldown: Bool
    private let needsSaving: Bool

    init(_ definition: ValueDefinition) {
        self.definition = definition
        self.isList = definition.options.contains(.list)
        self.isFillup = definition.options.contains(.fillup)
        self.isFilldown = definition.options.contains(.filldown)
        self.needsSaving = self.isList || definition.options.contains(.required)
    }

    /// Takes what a rule found; `item` is the same for a list.
    mutating func assign(_ found: Content, _ item: TextFSMCell.Item?) {
        self.content = found
        if self.isFilldown { self.kept = found }
        if let item { self.items.append(item) }
    }

    mutating func clear() {
        self.content = self.isFilldown ? self.kept : .nothing
        if self.isList, !self.isFilldown { self.items = [] }
    }

    mutating func clearAll() {
        self.content = .nothing
        self.kept = .nothing
        self.items = []
    }

    /// Makes the value ready for its row; false when a required one is missing.
    mutating func save() -> Bool {
        guard self.needsSaving else { return true }
        for option in self.definition.options {
            if option == .required, !self.content.isSet { return false }
            if option == .list { self.content = .list(self.items) }
        }
        return true
    }
}
