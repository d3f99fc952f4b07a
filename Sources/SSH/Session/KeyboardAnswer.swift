import CSSH2
import Foundation

/// The answer to a hidden question of a keyboard-interactive sign-in (RFC 4256).
final class KeyboardAnswer {
    var password: String?

    /// The callback for libssh2: answers one hidden question with the password and everything else with nothing.
    static let respond:
        @convention(c) (
            UnsafePointer<CChar>?, Int32, UnsafePointer<CChar>?, Int32, Int32,
            UnsafePointer<LIBSSH2_USERAUTH_KBDINT_PROMPT>?, UnsafeMutablePointer<LIBSSH2_USERAUTH_KBDINT_RESPONSE>?,
            UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        ) -> Void = { _, _, _, _, count, prompts, responses, context in
            guard let pointer = context?.pointee, let prompts, let responses else { return }
            let answer = Unmanaged<KeyboardAnswer>.fromOpaque(pointer).takeUnretainedValue()
            for index in 0..<Int(count) {
                let text = prompts[index].echo == 0 ? answer.password ?? "" : ""
                // libssh2 frees the text with free(), so it has to be a copy of malloc's.
                responses[index].text = strdup(text)
                responses[index].length = UInt32(text.utf8.count)
            }
        }
}
