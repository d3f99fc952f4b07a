import CPCRE2

/// The memory for one match after another, of one parse; it belongs to one thread at a time.
final class MatchSpace {
    let data: OpaquePointer
    let context: OpaquePointer
    private let stack: OpaquePointer?

    /// About a second. Templates of ntc-templates take up to 20 million steps for a line of blanks; beyond that is no use.
    private static let mostSteps: UInt32 = 100_000_000
    /// Machine code that needs more stack gives the match up.
    private static let largestStack = 4 << 20

    /// Room for so many groups, the whole match aside; nil when there is no memory.
    ///
    /// Without `isDeep` machine code has the 32 kB of stack that it takes by itself, which is enough for commands and costs nothing.
    init?(groups: Int, isDeep: Bool = true) {
        guard let data = pcre2_match_data_create_8(UInt32(groups + 1), nil) else { return nil }
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_match_data_free_8(data)
            return nil
        }
        self.data = data
        self.context = context
        self.stack = isDeep ? pcre2_jit_stack_create_8(32 << 10, Self.largestStack, nil) : nil
        pcre2_set_match_limit_8(context, Self.mostSteps)
        pcre2_set_heap_limit_8(context, UInt32(Self.largestStack >> 10))
        if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    }

    deinit {
        if let stack { pcre2_jit_stack_free_8(stack) }
        pcre2_match_context_free_8(self.context)
        pcre2_match_data_free_8(self.data)
    }

    /// Where a group of the last match begins and ends; nil when it took no part.
    func place(of group: Int) -> Range<Int>? {
        guard let places = pcre2_get_ovector_pointer_8(self.data), places[group * 2] != Int(bitPattern: UInt.max) else {
            return nil
        }
        return places[group * 2]..<places[group * 2 + 1]
    }
}
