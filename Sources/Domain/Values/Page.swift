/// One page of a list: which, and how many rows. Nothing in the program returns «all».
public struct Page: Sendable, Hashable {
    /// Counted from 1.
    public let number: Int
    /// Rows on a page, 1 to 500.
    public let size: Int

    /// The first 50 rows.
    public static let first = Page(number: 1)

    /// Numbers outside their bounds are moved to the nearest bound.
    public init(number: Int, size: Int = 50) {
        self.number = min(max(1, number), 1_000_000)
        self.size = min(max(1, size), 500)
    }

    /// Rows to skip.
    public var offset: Int { (number - 1) * size }
}

/// The rows of one page, and how many there are in all.
public struct Paged<Element: Sendable>: Sendable {
    public let elements: [Element]
    public let total: Int
    public let page: Page

    /// The rows found for `page`.
    public init(elements: [Element], total: Int, page: Page) {
        self.elements = elements
        self.total = total
        self.page = page
    }

    /// The number of the last page, at least 1.
    public var lastPageNumber: Int { max(1, (total + page.size - 1) / page.size) }

    /// The same page with each row changed.
    public func map<Other: Sendable>(_ transform: (Element) throws -> Other) rethrows -> Paged<Other> {
        Paged<Other>(elements: try elements.map(transform), total: total, page: page)
    }
}
