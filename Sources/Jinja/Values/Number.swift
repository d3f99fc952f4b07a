/// A number as Python sees it: truth values count as 0 and 1.
enum Number: Equatable {
    case int(Int)
    case double(Double)

    @inline(__always)
    init?(_ value: Value) {
        switch value {
        case .int(let number): self = .int(number)
        case .double(let number): self = .double(number)
        case .bool(let truth): self = .int(truth ? 1 : 0)
        default: return nil
        }
    }

    var asDouble: Double {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        }
    }

    static func == (a: Number, b: Number) -> Bool {
        switch (a, b) {
        case (.int(let x), .int(let y)): x == y
        case (.double(let x), .double(let y)): x == y
        case (.int(let x), .double(let y)), (.double(let y), .int(let x)): Int(exactly: y) == x
        }
    }

    /// Python compares a whole and a floating number exactly, without rounding the whole one.
    static func < (a: Number, b: Number) -> Bool {
        switch (a, b) {
        case (.int(let x), .int(let y)): return x < y
        case (.double(let x), .double(let y)): return x < y
        case (.int(let x), .double(let y)):
            if y.isNaN { return false }
            if y >= 9_223_372_036_854_775_808.0 { return true }
            if y < -9_223_372_036_854_775_808.0 { return false }
            let whole = Int(y.rounded(.down))
            return x < whole || (x == whole && Double(whole) < y)
        case (.double(let x), .int(let y)):
            if x.isNaN { return false }
            if x >= 9_223_372_036_854_775_808.0 { return false }
            if x < -9_223_372_036_854_775_808.0 { return true }
            return Int(x.rounded(.down)) < y
        }
    }
}
