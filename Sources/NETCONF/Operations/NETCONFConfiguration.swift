/// A configuration to be sent: XML whose elements belong directly under `config`.
public struct NETCONFConfiguration: Sendable, Hashable {
    /// The text, sent as it stands here.
    public let xml: String

    /// Elements one after the other, as a person or a template wrote them; throws `NETCONFError` with the place of what is wrong.
    ///
    /// An element without a namespace gets the protocol's own, as some devices want it.
    public init(xml: String) throws(NETCONFError) {
        let elements: [XMLElement]
        do {
            elements = try XMLReader.root(of: Array("<config xmlns=\"\(NETCONFReply.base)\">\(xml)</config>".utf8))
                .children
        } catch {
            let place = max(error.offset - "<config xmlns=\"\(NETCONFReply.base)\">".utf8.count, 0)
            throw NETCONFError(
                .invalidInput("the configuration is not taken: \(error.problem.rawValue), at byte \(place)"),
                "the device")
        }
        // In a comment it would be well-formed, and end the message in the middle.
        guard !elements.isEmpty, !xml.contains("]]>]]>") else {
            throw NETCONFError(
                .invalidInput("the configuration \(elements.isEmpty ? "holds no element" : "holds ]]>]]>")"),
                "the device")
        }
        self.xml = xml
    }

    /// The same made from elements; throws `NETCONFError` when a name cannot stand in XML.
    public init(_ elements: [XMLElement]) throws(NETCONFError) {
        try self.init(xml: elements.map { $0.xml(inherited: NETCONFReply.base) }.joined())
    }
}
