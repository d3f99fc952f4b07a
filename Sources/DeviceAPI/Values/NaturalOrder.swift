import Foundation

/// Sorts names of interfaces as people do: `Ethernet2` before `Ethernet10`.
enum NaturalOrder {
    static func precedes(_ one: String, _ other: String) -> Bool {
        one.compare(other, options: [.numeric, .caseInsensitive]) == .orderedAscending
    }
}
