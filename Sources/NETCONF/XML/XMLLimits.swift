/// How much a document may hold; what it takes in memory is bounded by these.
struct XMLLimits {
    /// Elements inside of each other.
    var depth = 128
    /// Elements and attributes in all.
    var nodes = 1_000_000
    /// Bytes of a name.
    var name = 1024
}
