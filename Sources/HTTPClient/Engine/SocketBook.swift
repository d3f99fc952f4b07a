import CCurl
import Foundation
import Reactor

/// The sockets of one multi handle: opens and closes them, watches them for libcurl, and knows whom they lead to.
final class SocketBook {
    private struct Watch {
        var isReading = false
        var isWriting = false
        var ticket: LoopTicket?
    }

    private let loop: EventLoop
    /// Called on the loop's thread with a socket and what can be done with it.
    private let isReady: @Sendable (curl_socket_t, Int32) -> Void
    private var watches: [curl_socket_t: Watch] = [:]
    /// The pins of the servers behind open sockets; only the handshake shows the certificate, a reused connection does not.
    private var pins: [curl_socket_t: [CertificatePin]] = [:]

    init(loop: EventLoop, isReady: @escaping @Sendable (curl_socket_t, Int32) -> Void) {
        self.loop = loop
        self.isReady = isReady
    }

    func open(_ address: UnsafePointer<curl_sockaddr>) -> curl_socket_t? {
        let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let (family, type) = (address.pointee.family, address.pointee.socktype | flags)
        let socket = Foundation.socket(family, type, address.pointee.protocol)
        return socket >= 0 ? socket : nil
    }

    func close(_ socket: curl_socket_t) {
        self.watches[socket] = nil
        self.pins[socket] = nil
        self.loop.forget(socket)
        Foundation.close(socket)
    }

    /// The pins of the server that the transfer's connection leads to; none when it did not show its certificate.
    func pins(of easy: EasyHandle) -> [CertificatePin] {
        let socket = ccurl_socket(easy.pointer)
        if let fresh = Self.certificate(of: easy) { self.pins[socket] = fresh.pins }
        return self.pins[socket] ?? []
    }

    private static func certificate(of easy: EasyHandle) -> ServerCertificate? {
        guard let all = ccurl_certificates(easy.pointer), all.pointee.num_of_certs > 0 else { return nil }
        var next = all.pointee.certinfo?[0]
        while let entry = next {
            let text = entry.pointee.data.map { String(cString: $0) } ?? ""
            if text.hasPrefix("Cert:") { return ServerCertificate(pem: String(text.dropFirst(5))) }
            next = entry.pointee.next
        }
        return nil
    }

    /// Watches the socket for what libcurl waits for, or no longer.
    func watch(_ socket: curl_socket_t, _ what: Int32) {
        var watch = self.watches[socket] ?? Watch()
        let wantsReading = what == CURL_POLL_IN || what == CURL_POLL_INOUT
        watch.isWriting = what == CURL_POLL_OUT || what == CURL_POLL_INOUT
        if watch.isReading, !wantsReading {
            // Ends the wait for writing too.
            self.loop.forget(socket)
            watch.ticket = nil
        } else if !watch.isWriting, let ticket = watch.ticket {
            self.loop.cancel(ticket)
            watch.ticket = nil
        }
        if wantsReading, !watch.isReading {
            // A socket that cannot be watched is told as broken, and libcurl finds out by itself.
            let isReady = self.isReady
            do {
                try self.loop.watch(socket) { isReady(socket, CURL_CSELECT_IN) }
            } catch {
                self.loop.perform { isReady(socket, CURL_CSELECT_ERR) }
            }
        }
        watch.isReading = wantsReading
        self.watches[socket] = wantsReading || watch.isWriting ? watch : nil
        self.waitForWriting(socket)
    }

    /// Waits anew, since a wait for writing ends with the first time it is possible.
    func waitForWriting(_ socket: curl_socket_t) {
        guard let watch = self.watches[socket], watch.isWriting, watch.ticket == nil else { return }
        let (loop, isReady) = (self.loop, self.isReady)
        self.watches[socket]?.ticket = loop.whenReady(for: .writable, on: socket) { outcome in
            switch outcome {
            case .success: loop.enter { isReady(socket, CURL_CSELECT_OUT) }
            case .failure(.system): loop.perform { isReady(socket, CURL_CSELECT_ERR) }
            case .failure: return
            }
        }
    }

    /// A wait for writing has ended.
    func wrote(_ socket: curl_socket_t) { self.watches[socket]?.ticket = nil }
}
