extension HTTPError {
    /// The description; exhaustive, so that a new code gets its words.
    var sentence: String {
        let place = self.place
        return switch self.code {
        case .invalidRequest(let reason): "\(place) was not sent: \(reason). Correct the request."
        case .notAllowed(let refusal):
            "\(place) was not sent: \(refusal.words) by the rules for outgoing connections. "
                + "Use another address, or have an administrator allow this one."
        case .unresolvable: "\(place): the name has no address. Check the spelling, or use the IP address."
        case .unreachable: "\(place): the server is unreachable. Check that it is up and that a route leads to it."
        case .refused: "\(place): the server refused the connection. Check the port and that the service is enabled."
        case .proxy: "\(place): the proxy did not open the way. Check its address, its login and its log."
        case .timedOut(let stage):
            "\(place) took too long (\(stage.words)). Check the server's load and the path to it, or allow more time."
        case .tls:
            "\(place): no TLS connection came about. Check that the port speaks TLS, and in a version and with keys of today."
        case .certificate:
            "\(place): the server's certificate is not trusted. Check its name, its dates and its authority, "
                + "or trust this server by the authority's certificate or by a pin."
        case .pin(let offered):
            "\(place): the server is not the pinned one; it shows \(offered.map(\.description).joined(separator: ", ")). "
                + "Nothing was sent. Find out why it changed before you accept the new pin."
        case .authorities:
            "\(place) was not sent: the authorities' certificates cannot be read. Check the PEM text or file."
        case .connectionLost:
            "\(place): the connection ended before the answer. Whether the server acted is unknown: look before you try again."
        case .truncated: "\(place): the answer ended too early. Nothing was taken from it; try again."
        case .tooLarge(let limit): "\(place): the answer is larger than \(limit) bytes. Ask for less, or allow more."
        case .badEncoding: "\(place): the compressed answer cannot be read. Check the server and what lies between."
        case .protocolError: "\(place): the answer breaks the rules of HTTP. Check that the port speaks it."
        case .tooManyRedirects: "\(place): too many redirects. Use the final address."
        case .badRedirect: "\(place): a redirect cannot be followed. Use the final address."
        case .notAnEventStream(let status):
            "\(place): the server answered \(status) instead of a stream of events. Check the address and the credential."
        case .bodySource: "\(place): what was to be sent could not be read to its end."
        case .cancelled: "\(place) was cancelled."
        case .closed: "\(place) was not finished: the program is shutting down."
        case .exhausted: "\(place) was not sent: the system has no room for another connection. Try again later."
        }
    }
}

extension EgressRefusal {
    var words: String {
        switch self {
        case .scheme(let scheme): "the scheme \(scheme.rawValue) is not allowed"
        case .host(let host): "the host \(host) is not allowed"
        case .port(let port): "the port \(port) is not allowed"
        case .address(let address): "the address \(address) is not allowed"
        }
    }
}

extension HTTPStage {
    var words: String {
        switch self {
        case .queue: "waiting for a free connection"
        case .resolve: "looking up the name"
        case .connect: "opening the TCP connection"
        case .tls: "TLS handshake"
        case .firstByte: "waiting for the answer to begin"
        case .idle: "waiting for the next byte"
        case .total: "in all"
        }
    }
}
