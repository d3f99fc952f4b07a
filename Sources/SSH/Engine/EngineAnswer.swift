/// What a non-blocking call of an engine answered.
enum EngineAnswer {
    /// It is done; the number is a count of bytes where the call moves bytes.
    case done(Int)
    /// Nothing could be done yet: wait for the socket, and call again.
    case again
    /// It failed, and so does the session.
    case failed(EngineFailure)
}

/// Why a call of an engine failed.
struct EngineFailure: Error {
    enum Kind {
        /// The connection is gone.
        case disconnected
        /// The channel is gone; the connection may live on.
        case channelClosed
        /// No common algorithms, or a key exchange that went wrong.
        case keyExchange
        /// The login was refused.
        case denied
        /// The private key cannot be read.
        case badPrivateKey
        /// The server refused a request.
        case requestRefused
        /// Anything else.
        case other
    }

    let kind: Kind
    /// The library's own words, for the log.
    let cause: String

    /// What the failure means in a stage of the connection.
    func meaning(in stage: SSHStage) -> SSHError.Code {
        switch (self.kind, stage) {
        case (.disconnected, _), (.channelClosed, _): .disconnected(stage)
        case (_, .keyExchange): .keyExchange(nil)
        case (.denied, .authentication): .authenticationFailed(offeredMethods: [])
        case (.badPrivateKey, _): .badPrivateKey
        default: .protocolError
        }
    }
}
