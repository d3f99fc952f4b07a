extension Component {
    /// A heading of a table.
    public struct Column: Codable, Sendable {
        public var title: String
        /// Sorts by this column; empty when it cannot be sorted by.
        public var url: String
        /// ascending, descending or none.
        public var sort: String
        public var isNumeric: Bool

        /// Takes every part.
        public init(title: String, url: String, sort: String, isNumeric: Bool) {
            self.title = title
            self.url = url
            self.sort = sort
            self.isNumeric = isNumeric
        }
    }

    /// One of a row of links that show one thing from several sides.
    public struct Tab: Codable, Sendable {
        public var title: String
        public var url: String
        /// Empty for none.
        public var count: String
        public var isCurrent: Bool

        /// Takes every part.
        public init(title: String, url: String, count: String, isCurrent: Bool) {
            self.title = title
            self.url = url
            self.count = count
            self.isCurrent = isCurrent
        }
    }

    /// One page of a long list.
    public struct PageLink: Codable, Sendable {
        public var label: String
        /// Empty for a gap.
        public var url: String
        public var isCurrent: Bool

        /// Takes every part.
        public init(label: String, url: String, isCurrent: Bool) {
            self.label = label
            self.url = url
            self.isCurrent = isCurrent
        }
    }

    /// Where a list stands and its other pages.
    public struct Pagination: Codable, Sendable {
        /// For example «1–50 of 312».
        public var summary: String
        /// Empty on the first page.
        public var previousURL: String
        /// Empty on the last page.
        public var nextURL: String
        /// Empty when everything fits on one page.
        public var pages: [PageLink]

        /// Takes every part.
        public init(summary: String, previousURL: String, nextURL: String, pages: [PageLink]) {
            self.summary = summary
            self.previousURL = previousURL
            self.nextURL = nextURL
            self.pages = pages
        }
    }
}
