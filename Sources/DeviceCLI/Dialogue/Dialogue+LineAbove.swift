extension Dialogue {
    /// The last complete line as text, empty where no prompt has a line above it.
    var shownAbove: String { self.above.isEmpty ? "" : String(decoding: self.above, as: UTF8.self) }

    /// How many bytes at the end of an output are the line above the prompt, with the blank line that sets it off.
    static func countOfLineAbove(_ prompt: Prompt, endOf output: ArraySlice<UInt8>) -> Int {
        guard let above = prompt.above, output.last == 0x0A, output.dropLast().ends(with: Array(above.utf8)) else {
            return 0
        }
        let count = above.utf8.count + 1
        let rest = output.dropLast(count)
        let isSetOff = rest.elementsEqual([0x0A]) || rest.ends(with: [0x0A, 0x0A])
        return isSetOff ? count + 1 : count
    }

    /// Takes the line above the prompt, which is a part of it, off the output.
    mutating func dropLineAbove(of prompt: Prompt) {
        self.output.removeLast(Self.countOfLineAbove(prompt, endOf: self.output[...]))
    }
}
