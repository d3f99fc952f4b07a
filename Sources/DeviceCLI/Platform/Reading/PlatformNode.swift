/// A value of a platform file before it is understood: a map, a list or a text, with the place it came from.
public struct PlatformNode: Sendable {
    /// What the value is.
    public indirect enum Content: Sendable {
        /// Keys in the order of the file.
        case map([Entry])
        /// Values in order.
        case list([PlatformNode])
        /// A text, also for numbers and flags.
        case text(String)
        /// An empty value; in a file that extends another it removes the inherited key.
        case nothing
    }

    /// One key of a map and its value.
    public struct Entry: Sendable {
        /// The key.
        public let key: String
        /// Its value.
        public let value: PlatformNode

        /// A key and its value.
        public init(_ key: String, _ value: PlatformNode) {
            self.key = key
            self.value = value
        }
    }

    /// What the value is.
    public let content: Content
    /// Where it stands, for example `cisco_ios.yaml, line 12`.
    public let place: String

    /// A value and where it stands.
    public init(_ content: Content, place: String) {
        self.content = content
        self.place = place
    }

    /// The value of a key when this is a map that has it.
    public subscript(key: String) -> PlatformNode? {
        guard case .map(let entries) = self.content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// This value laid over an inherited one: maps are joined key by key, everything else replaces what was there.
    public func extending(_ base: PlatformNode) -> PlatformNode {
        guard case .map(let own) = self.content, case .map(var entries) = base.content else { return self }
        for entry in own {
            let index = entries.firstIndex { $0.key == entry.key }
            switch (index, entry.value.content) {
            case (let index?, .nothing): entries.remove(at: index)
            case (let index?, _): entries[index] = Entry(entry.key, entry.value.extending(entries[index].value))
            case (nil, .nothing): break
            case (nil, _): entries.append(entry)
            }
        }
        return PlatformNode(.map(entries), place: self.place)
    }
}
