import CCurl

extension Transfer {
    /// Has libcurl call this transfer; the engine keeps it alive while its handle is in use.
    func configureCallbacks() {
        let easy = self.easy
        let (handle, context) = (easy.pointer, Unmanaged.passUnretained(self).toOpaque())
        easy.set(context: context)
        easy.note(
            ccurl_on_lookup(
                handle,
                { _, _, context in
                    Transfer.of(context)?.lookupBegins()
                    return 0
                }, context))
        easy.note(
            ccurl_on_open(
                handle,
                { context, _, address in
                    guard let address else { return CURL_SOCKET_BAD }
                    return Transfer.of(context)?.open(address) ?? CURL_SOCKET_BAD
                }, context))
        // A connection outlives the transfer that opened it, so its end is told to what lives as long as the multi handle.
        easy.note(
            ccurl_on_close(
                handle,
                { context, socket in
                    guard let context else { return 0 }
                    Unmanaged<SocketBook>.fromOpaque(context).takeUnretainedValue().close(socket)
                    return 0
                }, Unmanaged.passUnretained(self.sockets).toOpaque()))
        easy.note(
            ccurl_on_tls(
                handle,
                { _, _, context in
                    Transfer.of(context)?.tlsBegins()
                    return CURLE_OK
                }, context))
        easy.note(
            ccurl_on_before_request(
                handle,
                { context, address, _, _, _ in
                    let address = address.map { String(cString: $0) } ?? ""
                    let isAllowed = Transfer.of(context)?.mayBeSent(to: address) ?? false
                    return isAllowed ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
                }, context))
        easy.note(
            ccurl_on_header(
                handle,
                { bytes, size, count, context in
                    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return Transfer.of(context)?.takeHead(line) == true ? line.count : 0
                }, context))
        easy.note(
            ccurl_on_body(
                handle,
                { bytes, size, count, context in
                    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    switch Transfer.of(context)?.takeBody(piece) {
                    case .all: return piece.count
                    case .later: return Int(CURL_WRITEFUNC_PAUSE)
                    // Another number than was given is an error to libcurl, also for an empty piece.
                    case .refused, nil: return piece.count + 1
                    }
                }, context))
        easy.note(
            ccurl_on_upload(
                handle,
                { bytes, size, count, context in
                    let room = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
                    guard let transfer = Transfer.of(context) else { return Int(CURL_READFUNC_ABORT) }
                    return transfer.giveBody(room) ?? Int(CURL_READFUNC_PAUSE)
                }, context))
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }
}
