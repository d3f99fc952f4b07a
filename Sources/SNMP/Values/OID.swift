/// The name of an object: at most 128 numbers, compared number by number (RFC 2578 section 3.5).
public struct OID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The numbers from the root on.
    public let arcs: [UInt32]

    /// Takes from 2 to 128 numbers, the first at most 2 and the second at most 39 below 0 and 1; nil for anything else.
    public init?(_ arcs: some Sequence<UInt32>) {
        self.arcs = Array(arcs)
        guard (2...128).contains(self.arcs.count), self.arcs[0] <= 2, self.arcs[0] == 2 || self.arcs[1] < 40 else {
            return nil
        }
    }

    /// Reads `1.3.6.1.2.1`, also with a dot in front; nil for anything else, names of objects too.
    public init?(_ text: String) {
        var arcs: [UInt32] = []
        let body = text.hasPrefix(".") ? text.dropFirst() : text[...]
        for word in body.split(separator: ".", omittingEmptySubsequences: false) {
            guard arcs.count < 128, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let arc = UInt32(word) else {
                return nil
            }
            arcs.append(arc)
        }
        self.init(arcs)
    }

    /// A name that stands in the program, checked by whoever writes it there.
    static func known(_ arcs: UInt32...) -> OID { OID(unchecked: arcs) }

    private init(unchecked arcs: [UInt32]) { self.arcs = arcs }

    /// The name that so many more numbers lead to.
    func below(_ more: UInt32...) -> OID { OID(unchecked: self.arcs + more) }

    /// The numbers with dots between them.
    public var description: String { self.arcs.map(String.init).joined(separator: ".") }

    /// Whether it lies below `root`, or is the same.
    public func isWithin(_ root: OID) -> Bool { self.arcs.starts(with: root.arcs) }

    /// The numbers after `root`; nil when it does not lie below it.
    public func index(in root: OID) -> [UInt32]? {
        self.isWithin(root) ? Array(self.arcs.dropFirst(root.arcs.count)) : nil
    }

    /// The order in which agents list their objects.
    public static func < (left: OID, right: OID) -> Bool { left.arcs.lexicographicallyPrecedes(right.arcs) }
}
