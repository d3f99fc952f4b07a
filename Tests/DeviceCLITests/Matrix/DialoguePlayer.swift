@testable import DeviceCLI

/// Plays the device's part of a session to a dialogue, in chunks of one size.
struct DialoguePlayer {
    var dialogue: Dialogue
    let size: Int
    /// Everything that was typed besides commands.
    private(set) var typed: [[UInt8]] = []

    init(_ platform: PlatformCLI, size: Int) {
        self.dialogue = Dialogue(platform: platform)
        self.size = size
    }

    /// Feeds the segments, each after the dialogue has answered to the one before; gives the replies.
    mutating func feed(_ segments: [String]) -> [Dialogue.Reply] {
        var replies: [Dialogue.Reply] = []
        for segment in segments {
            var last: Dialogue.Action?
            let bytes = Array(segment.utf8)
            for start in stride(from: 0, to: bytes.count, by: self.size) {
                last = self.take(
                    self.dialogue.receive(Array(bytes[start..<min(start + self.size, bytes.count)])), &replies)
            }
            for _ in 0..<4 { if case .settle = last { last = self.take(self.dialogue.quiet(), &replies) } }
        }
        return replies
    }

    /// Types a command and feeds the device's answer; gives the output when there was exactly one.
    mutating func run(_ command: String, _ segments: [String]) -> String? {
        _ = self.dialogue.send(command)
        let replies = self.feed(segments)
        return replies.count == 1 ? String(decoding: replies[0].output, as: UTF8.self) : nil
    }

    private mutating func take(_ actions: [Dialogue.Action], _ replies: inout [Dialogue.Reply]) -> Dialogue.Action? {
        for action in actions {
            switch action {
            case .finished(let reply): replies.append(reply)
            case .write(let bytes, _): self.typed.append(bytes)
            default: break
            }
        }
        return actions.last
    }
}
