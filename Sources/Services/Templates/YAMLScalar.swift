import Foundation
import Jinja
import Yams

/// What a plain word of YAML 1.1 means: the rules of Python's YAML library.
enum YAMLScalar {
    static func value(_ scalar: Node.Scalar) throws(YAMLVariables.Problem) -> Value {
        let text = scalar.string
        switch scalar.tag.description {
        case "tag:yaml.org,2002:str": return .string(text)
        case "tag:yaml.org,2002:int": return try self.whole(text)
        case "tag:yaml.org,2002:float": return .double(self.floating(text) ?? Double(text) ?? .nan)
        case "tag:yaml.org,2002:bool": return .bool(["yes", "true", "on"].contains(text.lowercased()))
        case "tag:yaml.org,2002:null": return .none
        default: break
        }
        guard scalar.style == .plain || scalar.style == .any else { return .string(text) }
        switch text {
        case "", "~", "null", "Null", "NULL": return .none
        case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": return true
        case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": return false
        default: break
        }
        guard let first = text.utf8.first, (48...57).contains(first) || [43, 45, 46].contains(first) else {
            return .string(text)
        }
        if self.isWhole(text) { return try self.whole(text) }
        return self.floating(text).map(Value.double) ?? .string(text)
    }

    private static func isWhole(_ text: String) -> Bool {
        text.wholeMatch(
            of: /[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)/) != nil
    }

    private static func whole(_ text: String) throws(YAMLVariables.Problem) -> Value {
        var digits = text.replacing("_", with: "")
        let isNegative = digits.hasPrefix("-")
        if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
        let number: Int?
        if digits.contains(":") {
            number = self.sixty(digits).map { Int($0) }
        } else if digits.hasPrefix("0b") {
            number = Int(digits.dropFirst(2), radix: 2)
        } else if digits.hasPrefix("0x") {
            number = Int(digits.dropFirst(2), radix: 16)
        } else if digits.hasPrefix("0"), digits.utf8.count > 1 {
            number = Int(digits, radix: 8)
        } else {
            do throws(JinjaError) { return try Value(json: (isNegative ? "-" : "") + digits) } catch {
                throw YAMLVariables.Problem(description: "A whole number is not valid, or too large")
            }
        }
        guard let number else { throw YAMLVariables.Problem(description: "A whole number is not valid, or too large") }
        return .int(isNegative ? -number : number)
    }

    private static func floating(_ text: String) -> Double? {
        let plain = text.replacing("_", with: "").lowercased()
        let unsigned = plain.hasPrefix("-") || plain.hasPrefix("+") ? String(plain.dropFirst()) : plain
        let sign = plain.hasPrefix("-") ? -1.0 : 1.0
        if unsigned == ".inf" { return sign * .infinity }
        if unsigned == ".nan" { return .nan }
        if text.wholeMatch(of: /[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*/) != nil {
            return self.sixty(unsigned).map { $0 * sign }
        }
        guard text.wholeMatch(of: /[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?/) != nil else {
            return nil
        }
        let parts = unsigned.split(separator: "e", maxSplits: 1)
        var mantissa = String(parts[0])
        if mantissa.hasPrefix(".") { mantissa = "0" + mantissa }
        if mantissa.hasSuffix(".") { mantissa += "0" }
        return Double(mantissa + (parts.count > 1 ? "e\(parts[1])" : "")).map { $0 * sign }
    }

    /// YAML 1.1 reads `1:30` to the base of 60.
    private static func sixty(_ text: String) -> Double? {
        var total = 0.0
        for part in text.split(separator: ":") {
            guard let number = Double(part.hasSuffix(".") ? part + "0" : part) else { return nil }
            total = total * 60 + number
        }
        return total < 1e15 ? total : nil
    }
}
