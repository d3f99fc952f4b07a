/// The built-in filters, by name.
enum Filters {
    static let builtIn: [String: Filter] = {
        var all: [String: Filter] = [:]
        let groups = [
            Filters.text, Filters.html, Filters.sequences, Filters.numbers, Filters.selection, Filters.ansible,
        ]
        for group in groups {
            all.merge(group) { $1 }
        }
        return all
    }()
}
