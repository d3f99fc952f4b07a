/// The first message of each side (RFC 6241 section 8.1).
struct NETCONFHello {
    let capabilities: NETCONFCapabilities
    let sessionID: UInt32

    /// Ours; the older version is named too, for servers that know no other.
    static let ours = """
        <?xml version="1.0" encoding="UTF-8"?>\
        <hello xmlns="\(NETCONFReply.base)"><capabilities>\
        <capability>\(NETCONFCapabilities.base10)</capability>\
        <capability>\(NETCONFCapabilities.base11)</capability>\
        </capabilities></hello>
        """

    enum Problem: Error { case because(String) }

    /// The server's; why it is none is a clause.
    init(_ message: [UInt8]) throws(Problem) {
        let root: XMLElement
        do {
            root = try XMLReader.root(of: message)
        } catch {
            throw .because(error.description)
        }
        guard root.name == XMLName("hello", in: NETCONFReply.base) else {
            throw .because("the first message is no hello")
        }
        let list = root.child("capabilities")?.children("capability") ?? []
        guard list.count <= 10_000 else { throw .because("it names too many capabilities") }
        self.capabilities = NETCONFCapabilities(list.map { $0.text.filter { !$0.isWhitespace } })
        guard self.capabilities.hasBase11 || self.capabilities.contains(NETCONFCapabilities.base10) else {
            throw .because("it names neither version 1.0 nor 1.1 of the protocol")
        }
        let number = root.child("session-id").map { $0.text.filter { !$0.isWhitespace } }
        guard let number, let id = UInt32(number), id > 0 else { throw .because("it names no session") }
        self.sessionID = id
    }
}
