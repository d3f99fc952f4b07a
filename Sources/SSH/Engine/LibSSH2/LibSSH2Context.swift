import CSSH2
import Foundation

/// What the callbacks of a libssh2 session read and write through its context pointer.
final class LibSSH2Context {
    /// The answer to a hidden question of a keyboard-interactive sign-in.
    var password: String?
    /// What the server said up to its offer of algorithms; nil once that is read, or hopeless.
    var greeting: [UInt8]? = []
    var offer: ServerOffer?
    var received: UInt64 = 0

    /// Answers each hidden question with the password and everything else with nothing (RFC 4256).
    static let respond:
        @convention(c) (
            UnsafePointer<CChar>?, Int32, UnsafePointer<CChar>?, Int32, Int32,
            UnsafePointer<LIBSSH2_USERAUTH_KBDINT_PROMPT>?, UnsafeMutablePointer<LIBSSH2_USERAUTH_KBDINT_RESPONSE>?,
            UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        ) -> Void = { _, _, _, _, count, prompts, responses, context in
            guard let pointer = context?.pointee, let prompts, let responses else { return }
            let answer = Unmanaged<LibSSH2Context>.fromOpaque(pointer).takeUnretainedValue()
            for index in 0..<Int(count) {
                let text = prompts[index].echo == 0 ? answer.password ?? "" : ""
                // libssh2 frees the text with free(), so it has to be a copy of malloc's.
                responses[index].text = strdup(text)
                responses[index].length = UInt32(text.utf8.count)
            }
        }

    /// Receives for libssh2, which wants `-errno` for a failure, and keeps the server's offer, which libssh2 does not show.
    static let receive:
        @convention(c) (
            Int32, UnsafeMutableRawPointer?, Int, Int32, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        ) -> Int = { socket, buffer, length, flags, context in
            let count = recv(socket, buffer, length, flags)
            guard count >= 0 else { return -Int(errno) }
            if let buffer, let pointer = context?.pointee {
                let context = Unmanaged<LibSSH2Context>.fromOpaque(pointer).takeUnretainedValue()
                context.received &+= UInt64(count)
                if context.greeting != nil { context.keep(UnsafeRawBufferPointer(start: buffer, count: count)) }
            }
            return count
        }

    private func keep(_ bytes: UnsafeRawBufferPointer) {
        guard var greeting = self.greeting else { return }
        self.greeting = nil
        greeting.append(contentsOf: bytes)
        self.offer = ServerOffer(stream: greeting)
        // An offer is at most 35,000 bytes; what is longer without one is no SSH.
        if self.offer == nil, greeting.count < 1 << 16 { self.greeting = greeting }
    }
}
