/// The built-in filters, by name.
enum Filters {
    static let builtIn: [String: Filter] = {
        var all: [String: Filter] = [:]
        for group in [Filters.text, Filters.html, Filters.sequences, Filters.numbers, Filters.selection] {
            all.merge(group) { $1 }
        }
        return all
    }()
}
