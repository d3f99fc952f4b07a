/// The values a template is given, by name.
public struct Variables: Sendable, ExpressibleByDictionaryLiteral {
    // Frozen for templates; changed here only as long as nobody else refers to it.
    private(set) var members: DictValue

    /// Values by name; of equal names the last wins.
    public init(_ pairs: some Sequence<(String, Value)>) {
        self.members = DictValue(isFrozen: true)
        for (name, value) in pairs { self.members.set(.string(name), value) }
    }

    /// Values by name, as they are written.
    public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }

    /// The value of a name, or nil; setting nil takes the name away.
    public subscript(name: String) -> Value? {
        get { self.members.member(name) }
        set {
            if !isKnownUniquelyReferenced(&self.members) { self.members = self.members.copy(isFrozen: true) }
            if let newValue {
                self.members.set(.string(name), newValue)
            } else {
                _ = self.members.remove(.string(name))
            }
        }
    }
}
