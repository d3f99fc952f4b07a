import ConfigTree
import Foundation
import Testing

/// A small generator whose runs can be repeated (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(truncatingIfNeeded: next() >> 33) % max(1, bound) }
}

/// Random configurations of a platform as a device would print them, from a file of `Random`.
///
/// Each line of the file may become a line of the configuration, with those below it, which are indented by two spaces. Before it
/// can stand its chance (`70%`, else 50%), `*4` to repeat it with `{#}` from 1 to 4, `~` when its children come in any order that
/// counts, and `+` when it ends with the text behind ` +++ `. Inside, `{a|b}` is one of these, `{1-9}` a number, `\n` a line end.
struct RandomConfig: Sendable {
    private struct Line: Sendable {
        var chance = 50
        var times = 1
        var isShuffled = false
        var parts: [Part] = []
        var exit: String?
        var children: [Line] = []
    }

    private enum Part: Sendable {
        case text(String)
        case choice([String])
        case number(ClosedRange<Int>)
        case index
    }

    private let lines: [Line]
    private let indent: String

    init(_ text: String) throws {
        var indent = " "
        var stack: [(depth: Int, line: Line)] = [(-1, Line())]
        func close(to depth: Int) {
            while let top = stack.last, top.depth >= depth {
                stack.removeLast()
                stack[stack.count - 1].line.children.append(top.line)
            }
        }
        for raw in text.split(separator: "\n") where !raw.hasPrefix("//") {
            if raw.hasPrefix("indent ") {
                indent = String(repeating: " ", count: try #require(Int(raw.dropFirst(7))))
                continue
            }
            let depth = raw.prefix { $0 == " " }.count / 2
            close(to: depth)
            stack.append((depth, try Self.line(raw.drop { $0 == " " })))
        }
        close(to: 0)
        lines = stack[0].line.children
        self.indent = indent
    }

    private static func line(_ text: Substring) throws -> Line {
        var line = Line()
        var rest = text
        while let word = rest.split(separator: " ", maxSplits: 1).first {
            if word.hasSuffix("%"), let chance = Int(word.dropLast()) {
                line.chance = chance
            } else if word.hasPrefix("*"), let times = Int(word.dropFirst()) {
                line.times = times
            } else if word == "~" {
                line.isShuffled = true
            } else {
                break
            }
            rest = rest.dropFirst(word.count + 1)
        }
        let halves = String(rest).components(separatedBy: " +++ ")
        line.exit = halves.count > 1 ? halves[1] : nil
        var body = halves[0].replacing("\\n", with: "\n")[...]
        while let open = body.firstIndex(of: "{") {
            line.parts.append(.text(String(body[..<open])))
            let close = try #require(body[open...].firstIndex(of: "}"))
            let inner = body[body.index(after: open)..<close]
            let bounds = inner.split(separator: "-").compactMap { Int($0) }
            if inner == "#" {
                line.parts.append(.index)
            } else if bounds.count == 2, !inner.contains("|") {
                line.parts.append(.number(bounds[0]...bounds[1]))
            } else {
                line.parts.append(
                    .choice(inner.split(separator: "|", omittingEmptySubsequences: false).map(String.init)))
            }
            body = body[body.index(after: close)...]
        }
        line.parts.append(.text(String(body)))
        return line
    }

    /// One configuration.
    func make(_ random: inout Seeded) -> String {
        var result = ""
        var blocks = blocks(lines, 0, &random)
        // A device prints its sections in an order of its own, which means nothing.
        blocks.shuffle(using: &random)
        for block in blocks { result += block }
        return result
    }

    private func blocks(_ lines: [Line], _ depth: Int, _ random: inout Seeded) -> [String] {
        var blocks: [String] = []
        var seen: Set<String> = []
        for line in lines {
            for index in 1...line.times where random.below(100) < line.chance {
                let text = fill(line.parts, index, &random)
                guard seen.insert(text).inserted else { continue }
                let margin = String(repeating: indent, count: depth)
                var block = margin + text + "\n"
                var below = self.blocks(line.children, depth + 1, &random)
                if line.isShuffled { below.shuffle(using: &random) }
                for child in below { block += child }
                if let exit = line.exit { block += margin + exit + "\n" }
                blocks.append(block)
            }
        }
        return blocks
    }

    private func fill(_ parts: [Part], _ index: Int, _ random: inout Seeded) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let fixed): text += fixed
            case .choice(let words): text += words[random.below(words.count)]
            case .number(let range): text += "\(range.lowerBound + random.below(range.count))"
            case .index: text += "\(index)"
            }
        }
        return text
    }
}
