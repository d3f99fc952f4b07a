/// Texts: plain, quoted and in blocks.
extension YAMLReader {
    /// The line breaks and indentation between two lines of a text: one break is a space, more are kept but one.
    private mutating func fold(_ indent: Int, isQuoted: Bool) throws(JinjaError) -> [Unicode.Scalar] {
        var breaks = -1
        while let scalar = self.current {
            if YAMLScalar.isBreak(scalar) {
                self.skipBreak()
                breaks += 1
            } else if scalar == " " {
                self.position += 1
            } else if scalar == "\t" {
                guard isQuoted || self.column > indent else { throw self.fail("a tab as indentation") }
                self.position += 1
            } else {
                break
            }
        }
        if isQuoted, self.isAtMarker { throw self.fail("a document ends inside a quoted text") }
        var result = [Unicode.Scalar]()
        if breaks == 0 {
            result.append(" ")
        } else {
            result.append(contentsOf: repeatElement("\n", count: max(0, breaks)))
        }
        return result
    }

    mutating func plain(_ indent: Int, inFlow: Bool) throws(JinjaError) -> String {
        guard let first = self.current else { throw self.fail("no value") }
        let isMark = "-?:".unicodeScalars.contains(first)
        let isRefused = ",[]{}#&*!|>'\"%@`".unicodeScalars.contains(first)
        guard !isRefused, !isMark || !self.isBlank(1), !(inFlow && first != "-" && isMark) else {
            throw self.fail("a character that cannot begin a value")
        }
        var result = [Unicode.Scalar]()
        while true {
            while let scalar = self.current, !self.isBlank(0) {
                if scalar == ":", self.isBlank(1) { break }
                if inFlow {
                    if ",[]{}".unicodeScalars.contains(scalar) { break }
                    if scalar == ":", let next = self.character(1), ",?[]{}".unicodeScalars.contains(next) {
                        throw self.fail("a colon in the wrong place")
                    }
                }
                result.append(scalar)
                self.position += 1
            }
            guard self.isBlank(0), self.current != nil else { break }
            let end = self.position
            self.skipSpaces()
            guard let next = self.current, next != "#" else {
                if self.current == "#", self.position == end { self.position = end }
                break
            }
            guard YAMLScalar.isBreak(next) else {
                if next == ":", self.isBlank(1) { break }
                if inFlow, ",[]{}".unicodeScalars.contains(next) { break }
                result.append(contentsOf: self.text[end..<self.position])
                continue
            }
            let (place, line) = (self.position, self.lineStart)
            guard indent < Int.max else { break }
            let fold = try self.fold(indent, isQuoted: false)
            let isEnd = self.current == nil || self.isAtMarker || self.current == "#"
            let endsFlow = inFlow && self.current.map { ",[]{}".unicodeScalars.contains($0) } ?? false
            guard !isEnd, !endsFlow, inFlow || self.column > indent, !self.isIndicator(":") || !inFlow else {
                (self.position, self.lineStart) = (place, line)
                break
            }
            result.append(contentsOf: fold)
        }
        return PythonText.string(result)
    }

    mutating func singleQuoted(_ indent: Int) throws(JinjaError) -> String {
        self.position += 1
        var result = [Unicode.Scalar]()
        while let scalar = self.current {
            if scalar == "'" {
                self.position += 1
                guard self.current == "'" else { return PythonText.string(result) }
                result.append("'")
                self.position += 1
            } else if self.isBlank(0) {
                try self.blanks(indent, &result)
            } else {
                result.append(scalar)
                self.position += 1
            }
        }
        throw self.fail("a quoted text without end")
    }

    /// White space inside quotes: kept within a line, folded around a break.
    private mutating func blanks(_ indent: Int, _ result: inout [Unicode.Scalar]) throws(JinjaError) {
        let start = self.position
        self.skipSpaces()
        if let scalar = self.current, YAMLScalar.isBreak(scalar) {
            guard indent < Int.max else { throw self.fail("a key of many lines") }
            result.append(contentsOf: try self.fold(indent, isQuoted: true))
        } else {
            result.append(contentsOf: self.text[start..<self.position])
        }
    }

    mutating func doubleQuoted(_ indent: Int) throws(JinjaError) -> String {
        self.position += 1
        var result = [Unicode.Scalar]()
        while let scalar = self.current {
            if scalar == "\"" {
                self.position += 1
                return PythonText.string(result)
            } else if scalar == "\\" {
                self.position += 1
                guard let mark = self.current else { break }
                if YAMLScalar.isBreak(mark) {
                    guard indent < Int.max else { throw self.fail("a key of many lines") }
                    // An escaped break is none; further ones stay.
                    var fold = try self.fold(indent, isQuoted: true)
                    if fold.count == 1, fold.first == " " { fold.removeAll() }
                    result.append(contentsOf: fold)
                } else {
                    self.position += 1
                    result.append(try self.escaped(mark))
                }
            } else if self.isBlank(0) {
                try self.blanks(indent, &result)
            } else {
                result.append(scalar)
                self.position += 1
            }
        }
        throw self.fail("a quoted text without end")
    }

    private mutating func escaped(_ mark: Unicode.Scalar) throws(JinjaError) -> Unicode.Scalar {
        let short: [Unicode.Scalar: UInt32] = [
            "0": 0, "a": 7, "b": 8, "t": 9, "\t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "e": 27, " ": 32, "\"": 34,
            "/": 47, "\\": 92, "N": 0x85, "_": 0xA0, "L": 0x2028, "P": 0x2029,
        ]
        if let code = short[mark], let scalar = Unicode.Scalar(code) { return scalar }
        let lengths: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
        guard let length = lengths[mark] else { throw self.fail("an unknown escape") }
        var code: UInt32 = 0
        for _ in 0..<length {
            guard let digit = self.current.flatMap({ $0.isASCII ? Character($0).hexDigitValue : nil }) else {
                throw self.fail("an incomplete escape")
            }
            code = code << 4 | UInt32(digit)
            self.position += 1
        }
        guard let scalar = Unicode.Scalar(code) else { throw self.fail("an escape names no character") }
        return scalar
    }

    /// A text in a block below `|` or `>`.
    mutating func block(_ outer: Int) throws(JinjaError) -> String {
        let isLiteral = self.current == "|"
        self.position += 1
        var keeps: Bool?
        var depth: Int?
        for _ in 0..<2 {
            if self.current == "+" || self.current == "-" {
                guard keeps == nil else { throw self.fail("a wrong block header") }
                keeps = self.current == "+"
                self.position += 1
            } else if let digit = self.current.flatMap({ $0.isASCII ? Character($0).wholeNumberValue : nil }) {
                guard digit > 0, depth == nil else { throw self.fail("a wrong block header") }
                depth = digit
                self.position += 1
            }
        }
        let end = self.position
        self.skipSpaces()
        if self.current == "#", self.position > end {
            while let scalar = self.current, !YAMLScalar.isBreak(scalar) { self.position += 1 }
        }
        guard self.current.map(YAMLScalar.isBreak) ?? true else { throw self.fail("a wrong block header") }
        if self.current != nil { self.skipBreak() }
        return try self.blockLines(outer, depth.map { max(outer, 0) + $0 }, isLiteral, keeps)
    }

    private mutating func blockLines(
        _ outer: Int, _ given: Int?, _ isLiteral: Bool, _ keeps: Bool?
    ) throws(JinjaError) -> String {
        var indent = given ?? 0
        var result = [Unicode.Scalar]()
        var leading = 0
        var wasBlank = false
        var trailing = try self.blockBreaks(&indent, outer, isFound: given != nil)
        while self.column == indent, self.current != nil, !(indent == 0 && self.isAtMarker) {
            let isBlank = self.current == " " || self.current == "\t"
            if !isLiteral, leading > 0, !wasBlank, !isBlank {
                if trailing == 0 { result.append(" ") }
            } else {
                result.append(contentsOf: repeatElement("\n", count: leading))
            }
            result.append(contentsOf: repeatElement("\n", count: trailing))
            wasBlank = isBlank
            while let scalar = self.current, !YAMLScalar.isBreak(scalar) {
                result.append(scalar)
                self.position += 1
            }
            leading = self.current == nil ? 0 : 1
            if leading == 1 { self.skipBreak() }
            trailing = try self.blockBreaks(&indent, outer, isFound: true)
        }
        if keeps != false { result.append(contentsOf: repeatElement("\n", count: leading)) }
        if keeps == true { result.append(contentsOf: repeatElement("\n", count: trailing)) }
        return PythonText.string(result)
    }

    /// Passes over blank lines of a block, and finds its indentation.
    private mutating func blockBreaks(
        _ indent: inout Int, _ outer: Int, isFound: Bool
    ) throws(JinjaError) -> Int {
        var breaks = 0
        var widest = 0
        while true {
            while !isFound || self.column < indent, self.current == " " { self.position += 1 }
            widest = max(widest, self.column)
            if !isFound || self.column < indent, self.current == "\t" { throw self.fail("a tab as indentation") }
            guard let scalar = self.current, YAMLScalar.isBreak(scalar) else { break }
            self.skipBreak()
            breaks += 1
        }
        if !isFound { indent = max(widest, outer + 1, 1) }
        return breaks
    }
}
