import CSSH2
import Foundation

/// What the callbacks of a libssh2 session read and write through its context pointer.
final class LibSSH2Context {
    /// The answer to a hidden question of a keyboard-interactive sign-in.
    var password: String?
    /// What the server said up to its offer of algorithms; nil once that is read, or hopeless.
    var greeting: [UInt8]? = []
    var offer: ServerOffer?
    /// The first 200 bytes, for whoever has to see what speaks there.
    private(set) var heard: [UInt8] = []
    /// Set when the server talks on without an offer: then it speaks no SSH.
    private var isHopeless = false
    /// How much may still be taken from the socket before libssh2 is told once to wait and come back.
    ///
    /// It goes on for as long as bytes come, and while it does nobody sees the deadline, nor any other session of the loop.
    private var room = turn
    private static let turn = 1 << 20
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
            guard let buffer, let pointer = context?.pointee else { return -Int(EINVAL) }
            let context = Unmanaged<LibSSH2Context>.fromOpaque(pointer).takeUnretainedValue()
            guard context.room > 0 else {
                // The socket is readable still, so whoever waits for it comes back at once.
                context.room = LibSSH2Context.turn
                return -Int(EAGAIN)
            }
            guard !context.isHopeless else { return -Int(ECONNRESET) }
            let count = recv(socket, buffer, length, flags)
            guard count >= 0 else { return -Int(errno) }
            context.room -= count
            context.received &+= UInt64(count)
            if context.greeting != nil { context.keep(UnsafeRawBufferPointer(start: buffer, count: count)) }
            return count
        }

    private func keep(_ bytes: UnsafeRawBufferPointer) {
        guard var greeting = self.greeting else { return }
        self.greeting = nil
        greeting.append(contentsOf: bytes)
        // libssh2 takes the greeting byte by byte and the offer in larger pieces: looking at all of it for each byte would
        // take the square of its length.
        if bytes.count > 1 { self.offer = ServerOffer(stream: greeting) }
        let isLineEnd = bytes.last == 0x0A
        if self.heard.count < 200 || self.offer != nil {
            self.heard = self.offer == nil ? Array(greeting.prefix(200)) : []
        }
        guard self.offer == nil else { return }
        // An offer is at most 35,000 bytes; what is longer without one is no SSH.
        let isTooLong = greeting.count >= 1 << 16
        if isTooLong || isLineEnd && ServerOffer.isOfVersion1(self.heard) {
            self.isHopeless = true
        } else {
            self.greeting = greeting
        }
    }
}
