/// One output on its way through a template.
struct Parse {
    private let template: TextFSMTemplate
    private let bytes: UnsafeBufferPointer<UInt8>
    private let limits: TextFSMLimits
    private let space: MatchSpace
    private var lines: InputLines
    private var lineNumber = 0
    private var values: [HeldValue]
    private var result: [[TextFSMCell]] = []
    private let states: [ParseState]
    private var valueBytes = 0
    private var valueCount = 0

    init(
        _ template: TextFSMTemplate, _ bytes: UnsafeBufferPointer<UInt8>, _ limits: TextFSMLimits
    ) throws(TextFSMError) {
        guard let space = MatchSpace(groups: template.mostGroups) else {
            throw TextFSMError(.limit, "There is no memory for a match")
        }
        self.template = template
        self.bytes = bytes
        self.limits = limits
        self.space = space
        self.lines = InputLines(bytes)
        self.values = template.values.map(HeldValue.init)
        self.states = template.states.map(ParseState.init)
    }

    /// Takes every line; gives the rows.
    mutating func rows() throws(TextFSMError) -> [[TextFSMCell]] {
        var state = self.template.start
        let end = ContinuousClock.now + self.limits.time
        while let line = self.lines.line() {
            self.lineNumber += 1
            if self.lineNumber & 3 == 0, ContinuousClock.now > end {
                throw TextFSMError(.limit, "The parse took longer than its time", inputLine: self.lineNumber)
            }
            switch try self.take(line, self.lines.isASCII ? .ascii : .unicode, in: state) {
            case .same: break
            case .state(let next): state = next
            case .end: return self.result
            case .endOfFile:
                if !self.template.isSilentAtEnd { try self.record() }
                return self.result
            }
        }
        if !self.template.isSilentAtEnd { try self.record() }
        return self.result
    }

    /// Tries the rules of a state on a line; gives what comes next.
    private mutating func take(
        _ line: Range<Int>, _ alphabet: CompiledExpression.Alphabet, in number: Int
    ) throws(TextFSMError) -> TextFSMTemplate.Next {
        let text = UnsafeBufferPointer(rebasing: self.bytes[line])
        let state = self.states[number]
        for candidate in try state.candidates(text.first, alphabet) where line.count >= candidate.least {
            let isMatch: Bool
            do throws(TooManySteps) {
                isMatch = try candidate.expression.matches(text, in: self.space)
            } catch {
                throw TextFSMError(
                    .limit, "An expression of the template tries too many ways to match",
                    templateLine: state.rules[candidate.rule].definition.line, inputLine: self.lineNumber)
            }
            guard isMatch else { continue }
            let rule = state.rules[candidate.rule]
            try self.assign(rule.finds, in: line)
            switch rule.definition.recordAction {
            case .none: break
            case .record: try self.record()
            case .clear: self.clear()
            case .clearAll: for value in self.values.indices { self.values[value].clearAll() }
            }
            switch rule.definition.lineAction {
            case .goOn: continue
            case .next: return rule.next
            case .error: throw self.refusal(rule.definition)
            }
        }
        return .same
    }

    private func refusal(_ rule: RuleDefinition) -> TextFSMError {
        let message = rule.target.isEmpty ? "The template refuses the output" : "The template says \(rule.target)"
        return TextFSMError(.errorRule, message, templateLine: rule.line, inputLine: self.lineNumber)
    }

    private mutating func assign(_ finds: [(value: Int, group: Int)], in line: Range<Int>) throws(TextFSMError) {
        guard !finds.isEmpty else { return }
        // A list's own groups are matched in the same space, so all places are read first.
        let places = finds.map { (value: $0.value, place: self.space.place(of: $0.group)) }
        for (value, place) in places {
            let found = place.map { line.lowerBound + $0.lowerBound..<line.lowerBound + $0.upperBound }
            var item: TextFSMCell.Item?
            if self.values[value].isList {
                item = try self.item(found, self.values[value].definition)
                try self.count(found?.count ?? 0)
            }
            self.values[value].assign(found.map(HeldValue.Content.place) ?? .nothing, item)
            if self.values[value].isFillup, let found, !found.isEmpty {
                let cell = TextFSMCell.text(self.text(found))
                for row in self.result.indices.reversed() {
                    guard self.result[row][value].isEmpty else { break }
                    self.result[row][value] = cell
                }
            }
        }
    }

    /// What is added to a list: the text, or its named groups where the value's expression has some.
    private func item(_ found: Range<Int>?, _ definition: ValueDefinition) throws(TextFSMError) -> TextFSMCell.Item {
        guard let found else {
            // There is nothing to match again, at which Python's engine fails, too.
            guard !definition.isMatchedAgain else {
                throw TextFSMError(
                    .errorRule,
                    "The list «\(definition.name)» has groups and took no part in the match: give it a rule of its own",
                    inputLine: self.lineNumber)
            }
            return .text(nil)
        }
        guard let nested = definition.nested else { return .text(self.text(found)) }
        let text = UnsafeBufferPointer(rebasing: self.bytes[found])
        let alphabet: CompiledExpression.Alphabet = text.allSatisfy { $0 < 0x80 } ? .ascii : .unicode
        do {
            guard try nested.compiled(for: alphabet).matches(text, in: self.space) else { return .text(self.text(found)) }
        } catch {
            throw TextFSMError(
                .limit, "The expression of «\(definition.name)» cannot be matched again", inputLine: self.lineNumber)
        }
        return .groups(
            nested.translated.names.map { name, number in
                TextFSMCell.Group(
                    name: name,
                    text: self.space.place(of: number).map {
                        self.text(found.lowerBound + $0.lowerBound..<found.lowerBound + $0.upperBound)
                    })
            })
    }

    /// Adds the record to the rows when it is complete and not empty.
    private mutating func record() throws(TextFSMError) {
        guard !self.values.isEmpty else { return }
        var isEmpty = true
        for index in self.values.indices {
            guard self.values[index].save() else { return self.clear() }
            switch self.values[index].content {
            case .nothing: break
            case .place: isEmpty = false
            case .list(let items): isEmpty = isEmpty && items.isEmpty
            }
        }
        guard !isEmpty else { return }
        var row: [TextFSMCell] = []
        row.reserveCapacity(self.values.count)
        for value in self.values {
            switch value.content {
            case .nothing: row.append(.text(""))
            case .place(let place):
                try self.count(place.count)
                row.append(.text(self.text(place)))
            case .list(let items): row.append(.list(items))
            }
        }
        try self.count(0, values: row.count)
        self.result.append(row)
        self.clear()
    }

    private mutating func clear() { for value in self.values.indices { self.values[value].clear() } }

    private mutating func count(_ bytes: Int, values: Int = 1) throws(TextFSMError) {
        self.valueBytes += bytes
        self.valueCount += values
        guard self.valueBytes <= self.limits.valueBytes, self.valueCount <= self.limits.values else {
            throw TextFSMError(.limit, "The rows take more than they may", inputLine: self.lineNumber)
        }
    }

    private func text(_ place: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: self.bytes[place]), as: UTF8.self)
    }
}

extension TextFSMCell {
    /// What Python takes for false.
    var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .list(let items): items.isEmpty
        }
    }
}
