public import Domain
import Persistence

/// Finds lines in many configurations at once, as they are and as they were.
public struct SearchService: Sendable {
    private let indexer: SearchIndexer

    private var database: Database { indexer.database }

    /// So many different lines are looked at by one search.
    public static let mostLines = SearchRepository.mostLines

    /// How long a search may take, in milliseconds.
    private static let patience = 5000

    /// A service over the index and what fills it.
    init(indexer: SearchIndexer) {
        self.indexer = indexer
    }

    /// Makes new points searchable; the answer is how many.
    public func catchUp() async throws -> JSONValue {
        .object(["points": .integer(try await indexer.catchUp())])
    }

    /// What was found, and how many devices were looked through.
    public struct Answer: Sendable {
        public let hits: Paged<SearchHit>
        public let searched: Int
        /// Whether more different lines fit than are looked at, so that not every device may be named.
        public let isCut: Bool
    }

    /// Looks for lines; throws what is wrong with the expressions, or that they fit too much.
    public func find(_ search: ConfigurationSearch, by actor: Actor) async throws -> Answer {
        try actor.require(.view)
        try Self.check(search)
        do {
            let (hits, isCut) = try await database.transaction { db in
                let lines = SearchRepository(db)
                try await lines.limitTime(milliseconds: Self.patience)
                let matches = try await lines.matches(search)
                let isCut = matches.count > SearchRepository.mostLines
                if search.scope == .lacking {
                    // Those that were not looked at could be the ones that a device has.
                    if isCut { throw Self.tooMuch }
                    return (try await lines.lacking(matches, search), false)
                }
                if matches.isEmpty { return (Paged(elements: [], total: 0, page: search.page), false) }
                return (try await lines.having(matches, search), isCut)
            }
            return Answer(hits: hits, searched: try await SearchRepository(database).deviceCount(), isCut: isCut)
        } catch let problem as Problem where problem.code == "database_timeout" {
            throw Self.tooMuch
        } catch let problem as Problem where problem.code == "text_not_storable" {
            throw Problem.invalid([
                FieldProblem("pattern", "One of the expressions is not a regular expression of PostgreSQL.")
            ])
        }
    }

    private static let tooMuch = Problem.invalid([
        FieldProblem("pattern", "This fits too many different lines. Say more of the line that you look for.")
    ])

    private static func check(_ search: ConfigurationSearch) throws {
        var problems: [FieldProblem] = []
        if search.pattern.isEmpty { problems.append(FieldProblem("pattern", "Write what to look for.")) }
        for (name, text) in [("pattern", search.pattern), ("parent", search.parent)] where text.utf8.count > 500 {
            problems.append(FieldProblem(name, "Keep it under 500 bytes."))
        }
        if !problems.isEmpty { throw Problem.invalid(problems) }
    }
}
