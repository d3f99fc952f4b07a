extension BidirectionalCollection<UInt8> where SubSequence: BidirectionalCollection {
    /// Without spaces and tabs at both ends.
    var trimmed: SubSequence {
        var rest = self[...]
        while let first = rest.first, SecretLine.isBlank(first) { rest = rest.dropFirst() }
        while let last = rest.last, SecretLine.isBlank(last) { rest = rest.dropLast() }
        return rest
    }
}
