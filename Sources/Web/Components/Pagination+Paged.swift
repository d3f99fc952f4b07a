import Domain
import Foundation
import Hummingbird

extension Component.Pagination {
    /// The pages of a list; other values of the query stay as they are.
    init<Element>(_ paged: Paged<Element>, request: Request) {
        let current = paged.page.number
        let last = paged.lastPageNumber
        func url(_ number: Int) -> String {
            let kept = FormBody(queryOf: request).fields.filter { $0.name != "page" && !$0.value.isEmpty }
            let query = (kept + [(name: "page", value: String(number))]).map {
                "\($0.name.percentEncoded)=\($0.value.percentEncoded)"
            }
            return request.uri.path + "?" + query.joined(separator: "&")
        }
        let first = paged.total == 0 ? 0 : paged.page.offset + 1
        let numbers = Set([1, current - 1, current, current + 1, last]).filter { (1...last).contains($0) }.sorted()
        var pages: [Component.PageLink] = []
        for (index, number) in numbers.enumerated() where last > 1 {
            if index > 0, number - numbers[index - 1] > 1 {
                pages.append(Component.PageLink(label: "…", url: "", isCurrent: false))
            }
            pages.append(Component.PageLink(label: String(number), url: url(number), isCurrent: number == current))
        }
        self.init(
            summary: "\(first)–\(min(paged.page.offset + paged.elements.count, paged.total)) of \(paged.total)",
            previousURL: current > 1 ? url(current - 1) : "", nextURL: current < last ? url(current + 1) : "",
            pages: pages)
    }
}

extension String {
    /// Encoded for one value of a query (RFC 3986, unreserved characters only).
    var percentEncoded: String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}

extension Page {
    /// The page that a query asks for.
    init(queryOf request: Request, size: Int = 50) {
        self.init(number: Int(FormBody(queryOf: request).text("page")) ?? 1, size: size)
    }
}
