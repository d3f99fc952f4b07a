import CPCRE2

/// An expression compiled to machine code for one kind of text, and what the beginning of a matching text looks like.
// PCRE2's code is never changed after `pcre2_jit_compile`, and may be used by many threads: pcre2api(3), «Multithreading».
final class CompiledExpression: @unchecked Sendable {
    /// What the text consists of: characters of one byte match faster, and most devices send nothing else.
    enum Alphabet { case ascii, unicode }

    private let code: OpaquePointer
    private let hasMachineCode: Bool
    /// What a match has to begin with.
    let beginning: Beginning

    /// Compiles a translated expression that is matched at the beginning of a text only.
    init(_ expression: PythonExpression, for alphabet: Alphabet) throws(ExpressionProblem) {
        let options = Self.options(expression.flags, alphabet)
        self.code = try Self.compile(expression.translated, options | PCRE2_ANCHORED)
        self.hasMachineCode = pcre2_jit_compile_8(self.code, PCRE2_JIT_COMPLETE) == 0
        self.beginning = Beginning(expression, options: options)
    }

    deinit { pcre2_code_free_8(self.code) }

    private static func options(_ flags: Set<Character>, _ alphabet: Alphabet) -> UInt32 {
        var options = PCRE2_NEVER_BACKSLASH_C
        if alphabet == .unicode {
            options |= PCRE2_UTF
            if !flags.contains("a") { options |= PCRE2_UCP }
        }
        if flags.contains("i") { options |= UInt32(PCRE2_CASELESS) }
        if flags.contains("m") { options |= PCRE2_MULTILINE }
        if flags.contains("s") { options |= PCRE2_DOTALL }
        return options
    }

    static func compile(_ pattern: String, _ options: UInt32) throws(ExpressionProblem) -> OpaquePointer {
        var number: Int32 = 0
        var offset = 0
        let context = pcre2_compile_context_create_8(nil)
        defer { pcre2_compile_context_free_8(context) }
        pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
        var text = pattern
        let code = text.withUTF8 {
            pcre2_compile_8($0.baseAddress, $0.count, options, &number, &offset, context)
        }
        guard let code else { throw ExpressionProblem("cannot be used: \(Self.message(number))") }
        return code
    }

    /// PCRE2's words for an error number.
    private static func message(_ number: Int32) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
            let count = pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
            return count < 0 ? "error \(number)" : String(decoding: buffer[..<Int(count)], as: UTF8.self)
        }
    }

    /// The code without its owner, for loops in which counting the owners would cost more than the matches.
    struct Handle {
        fileprivate let code: OpaquePointer
        fileprivate let hasMachineCode: Bool

        /// As `CompiledExpression.matches`; whoever uses it keeps the expression.
        func matches(_ text: UnsafeBufferPointer<UInt8>, in space: MatchSpace) throws(TooManySteps) -> Bool {
            let result =
                self.hasMachineCode
                ? pcre2_jit_match_8(self.code, text.baseAddress, text.count, 0, 0, space.data, space.context)
                : pcre2_match_8(
                    self.code, text.baseAddress, text.count, 0, UInt32(PCRE2_NO_UTF_CHECK), space.data, space.context)
            if result > 0 { return true }
            guard result == PCRE2_ERROR_NOMATCH else { throw TooManySteps() }
            return false
        }
    }

    var handle: Handle { Handle(code: self.code, hasMachineCode: self.hasMachineCode) }

    /// Matches at the beginning of `text`; the places of the groups are in `space` afterwards. Throws when it takes too long.
    func matches(_ text: UnsafeBufferPointer<UInt8>, in space: MatchSpace) throws(TooManySteps) -> Bool {
        try self.handle.matches(text, in: space)
    }
}

/// A match was given up: the expression tries too many ways in which the line may fit.
struct TooManySteps: Error {}
