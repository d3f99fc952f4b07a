extension Dialogue {
    /// Finds a prompt that log messages followed, split or glued themselves to; called only when the device is silent.
    func replyHiddenByNoise() -> Reply? {
        guard self.prompt != nil else { return nil }
        var tail = self.tail()
        let current = String(decoding: self.line.text, as: UTF8.self)
        if let glued = self.gluedPrompt(at: current) {
            // "…log messager1#": the log message is the rest of the line.
            return Reply(output: self.output, prompt: glued)
        }
        let sawNoise = self.dropNoise(from: &tail) || self.platform.isNoise(current)
        if let prefix = self.textBeforeNoise(in: current),
            let prompt = self.familiar(prefix, above: tail.last?.text)
        {
            return self.reply(endingAt: self.output.count, prompt: prompt)
        }
        if sawNoise, let prompt = self.familiar(current, above: tail.last?.text) {
            // Between the prompt and the line above that is a part of it.
            return self.reply(endingAt: self.output.count, prompt: prompt)
        }
        guard let last = tail.last else { return nil }
        let above = tail.dropLast().last?.text
        if let prefix = self.textBeforeNoise(in: last.text), let prompt = self.familiar(prefix, above: above) {
            return self.reply(endingAt: last.offset, prompt: prompt)
        }
        guard sawNoise else { return nil }
        if let prompt = self.familiar(last.text, above: above)
            ?? self.familiar(last.text + current, above: above)
        {
            return self.reply(endingAt: last.offset, prompt: prompt)
        }
        return nil
    }

    /// The reply that ends with a prompt of any host name that log messages came after, or between it and the line above it.
    func replyBehindNoise() -> Reply? {
        if case .echo = self.phase { return nil }
        guard !self.isTypedAhead else { return nil }
        let current = String(decoding: self.line.text, as: UTF8.self)
        var tail = self.tail()
        var sawNoise = !current.isBlank && self.platform.isNoise(current)
        let isHidden = sawNoise || current.isBlank
        if self.dropNoise(from: &tail) { sawNoise = true }
        guard let last = tail.last else { return nil }
        let above = tail.dropLast().last?.text ?? ""
        if !isHidden {
            guard sawNoise else { return nil }
            let isSplit = current.hasPrefix(last.text)
            return self.platform.modes.prompt(in: current, above: isSplit ? above : last.text).map {
                self.reply(endingAt: isSplit ? last.offset : self.output.count, prompt: $0)
            }
        }
        let before = self.textBeforeNoise(in: last.text)
        guard sawNoise || before != nil else { return nil }
        return self.platform.modes.prompt(in: before ?? last.text, above: above).map {
            self.reply(endingAt: last.offset, prompt: $0)
        }
    }

    /// The reply without the beginning of a prompt that log messages interrupted before it was shown again, or went on.
    ///
    /// Log messages alone stay: they may be the output itself, as in `show logging`.
    func replyWithoutSplitPrompt(before prompt: Prompt) -> Reply {
        let whole = Reply(output: self.output, prompt: prompt)
        // Most answers end with no log message, which their bytes tell without a text being made of them.
        guard !self.platform.longNoise.isEmpty || self.platform.mayBeNoise(self.newestLine),
            let newest = self.tail(of: 1).last
        else { return whole }
        guard self.platform.isNoise(newest.text) || self.startOfLongNoise(in: self.tail(of: Self.longestNoise)) != nil
        else { return whole }
        var tail = self.tail()
        _ = self.dropNoise(from: &tail)
        guard let last = tail.last else { return whole }
        if prompt.text.hasPrefix(last.text) { return self.reply(endingAt: last.offset, prompt: prompt) }
        // The rest of a prompt that begins with the user's name is a prompt, too.
        if let known = self.prompt, (last.text + prompt.text).isSameShown(as: known.text) {
            return self.reply(endingAt: last.offset, prompt: known)
        }
        return whole
    }

    /// Takes log messages and blank lines off the end; says whether there was a message.
    private func dropNoise(from tail: inout [(offset: Int, text: String)]) -> Bool {
        var sawNoise = false
        while let start = self.startOfLongNoise(in: tail) {
            sawNoise = true
            let isBegun = self.platform.longNoise.contains { $0.begins(tail[start].text) }
            tail.removeSubrange((isBegun ? start : start + 1)...)
            // What stands before the message in its line is looked at by the caller.
            if !isBegun { return true }
        }
        while let last = tail.last, last.text.isBlank || self.platform.isNoise(last.text) {
            sawNoise = sawNoise || !last.text.isBlank
            tail.removeLast()
        }
        return sawNoise
    }

    /// Where the last log message of several lines begins, when the tail can end with it.
    private func startOfLongNoise(in tail: [(offset: Int, text: String)]) -> Int? {
        guard !self.platform.longNoise.isEmpty else { return nil }
        return tail.indices.suffix(Self.longestNoise).last { index in
            self.platform.longNoise.contains { $0.range(in: tail[index].text) != nil }
        }
    }

    /// Lines of a message that was sent to all terminals; more are output.
    private static let longestNoise = 8

    private func reply(endingAt offset: Int, prompt: Prompt) -> Reply {
        var end = self.output[..<offset]
        // Log messages may stand between the prompt and the line above that is a part of it.
        while prompt.above != nil, Self.countOfLineAbove(prompt, endOf: end) == 0,
            let newline = end.dropLast().lastIndex(of: 0x0A),
            self.platform.isNoise(String(decoding: end[(newline + 1)...].dropLast().prefix(512), as: UTF8.self))
        {
            end = end[...newline]
        }
        end.removeLast(Self.countOfLineAbove(prompt, endOf: end))
        return Reply(output: Array(end), prompt: prompt)
    }

    private func familiar(_ text: String, above: String?) -> Prompt? {
        guard let prompt = self.platform.modes.prompt(in: text, above: above ?? ""),
            prompt.isOfSameDevice(as: self.prompt)
        else { return nil }
        return prompt
    }

    /// What stands in a line before a log message that ends it.
    private func textBeforeNoise(in line: String) -> String? {
        for pattern in self.platform.noise + self.platform.longNoise {
            guard let range = pattern.range(in: line), range.lowerBound > line.startIndex else { continue }
            return String(line[..<range.lowerBound])
        }
        return nil
    }

    private func gluedPrompt(at line: String) -> Prompt? {
        guard let known = self.prompt, self.platform.isNoise(line) else { return nil }
        var text = Substring(known.text)
        while text.last == " " { text.removeLast() }
        var end = Substring(line)
        while end.last == " " { end.removeLast() }
        return end.hasSuffix(text) ? known : nil
    }

    /// The last line of the output, without its line feed.
    private var newestLine: ArraySlice<UInt8> {
        let lines = self.output.dropLast()
        return lines[((lines.lastIndex(of: 0x0A) ?? -1) + 1)...]
    }

    /// The last lines of the output with their offsets; twenty are enough for a burst of log messages.
    private func tail(of count: Int = 20) -> [(offset: Int, text: String)] {
        var lines: [(Int, String)] = []
        var end = self.output.count - 1
        while lines.count < count, end >= 0 {
            let start = (self.output[..<end].lastIndex(of: 0x0A) ?? -1) + 1
            // A line too long for a prompt must still count as content.
            let text =
                end - start > Self.longestPrompt
                ? "\u{FFFD}" : String(decoding: self.output[start..<end], as: UTF8.self)
            lines.append((start, text))
            end = start - 1
        }
        return lines.reversed()
    }
}

extension PlatformCLI {
    /// Whether a complete line is a log message.
    func isNoise(_ line: String) -> Bool {
        self.noise.contains { $0.begins(line) } || self.longNoise.contains { $0.begins(line) }
    }

    /// Whether a complete line may be a log message of one line; false is certain.
    func mayBeNoise(_ line: ArraySlice<UInt8>) -> Bool { Self.may(self.noise, match: line) }
}

extension String {
    /// Whether nothing is seen: cells that a device only moved its cursor over are blank.
    var isBlank: Bool { self.utf8.allSatisfy { $0 == 0x20 } }

    /// Whether both show the same, trailing blanks aside: a prompt's last blank may still be on its way.
    func isSameShown(as other: String) -> Bool { self.utf8.isSameShown(as: other.utf8) }
}

extension BidirectionalCollection<UInt8> {
    /// Whether both show the same, trailing blanks aside.
    func isSameShown(as other: some BidirectionalCollection<UInt8>) -> Bool {
        self.withoutTrailingBlanks.elementsEqual(other.withoutTrailingBlanks)
    }

    var withoutTrailingBlanks: SubSequence {
        var end = self.endIndex
        while end > self.startIndex, self[self.index(before: end)] == 0x20 { end = self.index(before: end) }
        return self[..<end]
    }
}
