/// A line `Value OPTIONS NAME (EXPRESSION)` of a template.
struct ValueDefinition: Sendable {
    enum Option: String, Sendable {
        /// A row without it is dropped.
        case required = "Required"
        /// It keeps its value for the next row.
        case filldown = "Filldown"
        /// Rows before that lack it take its value.
        case fillup = "Fillup"
        /// It tells rows apart.
        case key = "Key"
        /// Every value that is found is kept.
        case list = "List"
    }

    let name: String
    /// In the order of the template, in which they work.
    let options: [Option]
    /// With its parentheses.
    let expression: String
    /// The groups within the expression of a list, whose names become the keys of each item; nil without such groups.
    let nested: RuleExpression?
    /// Whether a list has groups within its expression, named or not: then each item is matched once more by itself.
    let isMatchedAgain: Bool

    /// The expression with the value's name, as it stands for `${NAME}` in rules.
    var substitution: String { "(?P<\(self.name)>\(self.expression.dropFirst())" }

    static let longestName = 48

    /// Reads a line that begins with `Value `; throws what is wrong with it.
    init(_ line: String) throws(ExpressionProblem) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count >= 3 else { throw ExpressionProblem("A value needs a name and an expression") }
        var options: [Option] = []
        let hasOptions = !words[2].hasPrefix("(")
        if hasOptions {
            for word in words[1].split(separator: ",", omittingEmptySubsequences: false) {
                guard let option = Option(rawValue: String(word)) else {
                    throw ExpressionProblem(
                        "There is no option «\(word)»: known are Required, Filldown, Fillup, Key and List")
                }
                guard !options.contains(option) else {
                    throw ExpressionProblem("The option «\(word)» stands there twice")
                }
                options.append(option)
            }
        }
        self.options = options
        let name = hasOptions ? words[2] : words[1]
        self.name = name
        let expression = words.dropFirst(hasOptions ? 3 : 2).joined(separator: " ")
        self.expression = expression
        guard self.name.unicodeScalars.count <= Self.longestName else {
            throw ExpressionProblem("The name «\(self.name)» is longer than \(Self.longestName) characters")
        }
        guard expression.hasPrefix("("), expression.hasSuffix(")"), !expression.hasSuffix("\\)"),
            expression.utf8.count > 1
        else {
            throw ExpressionProblem("The expression of «\(name)», «\(expression)», must stand in parentheses")
        }
        let translated: PythonExpression
        do {
            translated = try PythonExpression(expression)
            self.isMatchedAgain = options.contains(.list) && translated.groupCount > 1
            // Rules compile lazily; what cannot be used at all is told when the template is read.
            if self.isMatchedAgain, !translated.names.isEmpty {
                self.nested = RuleExpression(translated)
            } else {
                self.nested = nil
            }
        } catch {
            throw ExpressionProblem("The expression of «\(name)» \(error.words)")
        }
    }
}
