/// Why a text is no document that is taken.
struct XMLError: Error, Hashable, CustomStringConvertible {
    enum Problem: String, Hashable {
        case encoding = "it is not UTF-8"
        case character = "a character that XML does not allow"
        case doctype = "a document type, which is never read"
        case entity = "an entity other than the five of XML itself"
        case syntax = "not well-formed XML"
        case mismatch = "an end tag that does not match"
        case prefix = "a prefix that was not declared"
        case duplicate = "an attribute given twice"
        case depth = "too many elements inside of each other"
        case size = "too many elements, or a name too long"
        case ended = "it ends too early"
        case trailing = "something behind the document"
    }

    let problem: Problem
    /// Where, in bytes from the start.
    let offset: Int

    var description: String { "\(self.problem.rawValue), at byte \(self.offset)" }
}
