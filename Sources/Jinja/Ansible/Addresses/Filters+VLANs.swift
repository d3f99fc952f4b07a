/// The filters of ansible.netcommon for lists of VLANs.
extension Filters {
    static let vlans: [String: Filter] = [
        "vlan_parser": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["data", "first_line_len", "other_line_len"], rendering)
            let first = try spec.number(1) ?? 48
            let other = try spec.number(2) ?? 44
            guard case .list(let list) = spec[0] else { throw JinjaError(.type, "vlan_parser needs a list of numbers") }
            var numbers: Set<Int> = []
            for item in list.items {
                guard Number(item) != nil else { throw JinjaError(.type, "vlan_parser needs a list of numbers") }
                numbers.insert(try item.wholeNumber("vlan_parser"))
            }
            let sorted = numbers.sorted()
            guard let lowest = sorted.first, let highest = sorted.last, lowest >= 1, highest <= 4094 else {
                throw JinjaError(.value, "VLANs have numbers from 1 to 4094")
            }
            return .list(ListValue(Filters.lines(Filters.ranges(sorted), first, other).map { .string($0) }))
        },
        "vlan_expander": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["data"], rendering)
            let refused = JinjaError(.value, "vlan_expander needs numbers and ranges such as 1,10-12")
            var numbers: [Int] = []
            for part in try spec.requiredText(0).split(separator: ",", omittingEmptySubsequences: false) {
                var ends: [Int] = []
                for text in part.split(separator: "-", omittingEmptySubsequences: false) {
                    guard case .int(let number)? = NumberText.int(String(text), 10) else { throw refused }
                    ends.append(number)
                }
                guard (1...2).contains(ends.count), let first = ends.first, let last = ends.last else { throw refused }
                guard first <= last else { continue }
                let (length, overflow) = last.subtractingReportingOverflow(first)
                try rendering.tick(overflow ? Int.max / 2 : length + 1)
                numbers += first...last
            }
            return .list(ListValue(numbers.sorted().map { .int($0) }))
        },
    ]

    /// Three or more numbers in a row become a range.
    private static func ranges(_ sorted: [Int]) -> [String] {
        var parts: [String] = []
        var start = 0
        while start < sorted.count {
            var end = start
            while end + 1 < sorted.count, sorted[end + 1] == sorted[end] + 1 { end += 1 }
            parts.append(end - start >= 2 ? "\(sorted[start])-\(sorted[end])" : String(sorted[start]))
            if end == start + 1 { parts.append(String(sorted[end])) }
            start = end + 1
        }
        return parts
    }

    /// The parts in lines; a comma is counted in all but the last part of a line.
    private static func lines(_ parts: [String], _ first: Int, _ other: Int) -> [String] {
        var lines = [""]
        for part in parts {
            if lines[lines.count - 1].utf8.count + part.utf8.count > (lines.count == 1 ? first : other) {
                lines.append("")
            }
            lines[lines.count - 1] += part + ","
        }
        lines = lines.map { $0.hasSuffix(",") ? String($0.dropLast()) : $0 }
        if let empty = lines.firstIndex(of: "") { lines.remove(at: empty) }
        return lines
    }
}
