/// What Python's `string.Template` does with a rule: `$NAME` and `${NAME}` stand for values, `$$` for a dollar sign.
enum Substitution {
    /// The rule with the expressions of its values; throws for a dollar sign that is neither.
    static func replace(in rule: String, _ values: [String: String]) throws(ExpressionProblem) -> String {
        guard rule.utf8.contains(UInt8(ascii: "$")) else { return rule }
        var result = String.UnicodeScalarView()
        var rest = Substring(rule).unicodeScalars
        while let scalar = rest.popFirst() {
            guard scalar == "$" else {
                result.append(scalar)
                continue
            }
            if rest.first == "$" {
                rest.removeFirst()
                result.append("$")
                continue
            }
            let isBraced = rest.first == "{"
            if isBraced { rest.removeFirst() }
            let name = rest.prefix(while: self.isPartOfName)
            rest = rest[name.endIndex...]
            guard let first = name.first, !("0"..."9").contains(first), !isBraced || rest.first == "}" else {
                throw ExpressionProblem("has a dollar sign that begins no value: write $$ for the end of the line")
            }
            if isBraced { rest.removeFirst() }
            guard let value = values[String(Substring(name))] else {
                throw ExpressionProblem("names the value «\(String(Substring(name)))», which is not declared")
            }
            result.append(contentsOf: value.unicodeScalars)
        }
        return String(result)
    }

    private static func isPartOfName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: false
        }
    }
}
