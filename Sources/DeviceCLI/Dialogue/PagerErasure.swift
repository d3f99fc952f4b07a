/// Tells what a device sends to wipe an answered pager from the blanks that begin the next line.
struct PagerErasure: Sendable {
    enum Verdict: Equatable {
        /// The byte belongs to the wiping.
        case swallow
        /// The next line begins here, after so many blanks of its own.
        case finish(blanks: Int)
        /// The byte ends the pager's line itself.
        case swallowAndFinish
    }

    private var blanks = 0
    private var isErased = false
    private var sawReturn = false

    mutating func markErased() {
        self.isErased = true
        self.blanks = 0
    }

    mutating func consume(_ byte: UInt8) -> Verdict {
        switch byte {
        case 0x08:
            self.markErased()
            return .swallow
        case 0x0D:
            self.sawReturn = true
            return .swallow
        case 0x20:
            if self.sawReturn {
                self.sawReturn = false
                self.markErased()
            }
            self.blanks += 1
            return .swallow
        case 0x0A:
            // Wiped and then a line feed: an empty line of the output. A bare line feed: the pager's own line ends.
            return self.isErased ? .finish(blanks: 0) : .swallowAndFinish
        default:
            if self.sawReturn { self.markErased() }
            // A blank that follows the pager's text before anything was wiped belongs to the pager.
            return .finish(blanks: self.isErased ? self.blanks : max(0, self.blanks - 1))
        }
    }
}
