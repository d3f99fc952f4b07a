extension TextFSMTemplate {
    /// The rows that the template finds in an output, a cell for each name of `header`.
    ///
    /// Throws a `TextFSMError` of the code `errorRule` when a rule of the template refuses the output, `limit` when it takes too much.
    public func parse(
        _ output: String, limits: TextFSMLimits = TextFSMLimits()
    ) throws(TextFSMError) -> [[TextFSMCell]] {
        guard output.utf8.count <= limits.inputBytes else {
            throw TextFSMError(.limit, "The output has more than \(limits.inputBytes >> 20) MB")
        }
        var output = output
        let result: Result<[[TextFSMCell]], TextFSMError> = output.withUTF8 { bytes in
            do throws(TextFSMError) {
                var parse = try Parse(self, bytes, limits)
                return .success(try parse.rows())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
