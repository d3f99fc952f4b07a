/// What `select`, `reject`, `selectattr` and `rejectattr` ask of each item.
struct Chooser {
    private let path: AttributePath?
    private let test: Filter?
    private let arguments: Arguments

    init(
        _ arguments: Arguments, byAttribute: Bool, _ name: String, _ rendering: Rendering
    ) throws(JinjaError) {
        var rest = arguments
        if byAttribute {
            guard let attribute = rest.positional.first else {
                throw JinjaError(.value, "\(name) needs the name of an attribute")
            }
            self.path = try AttributePath(attribute)
            rest.positional.removeFirst()
        } else {
            self.path = nil
        }
        if let testName = rest.positional.first {
            self.test = try rendering.test(named: testName)
            rest.positional.removeFirst()
        } else {
            self.test = nil
        }
        self.arguments = rest
    }

    func accepts(_ item: Value, _ rendering: Rendering) throws(JinjaError) -> Bool {
        var answer = item
        if let path = self.path { answer = try path.value(of: item, rendering) }
        if let test = self.test { answer = try test.body(answer, self.arguments, rendering) }
        return try answer.isTrue()
    }
}
