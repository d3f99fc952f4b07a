import Domain
import Testing

struct PageTests {
    @Test func `a page outside its bounds is moved to the nearest one`() {
        #expect(Page(number: 0, size: 0) == Page(number: 1, size: 1))
        #expect(Page(number: -5).number == 1 && Page(number: 1, size: 9999).size == 500)
        #expect(Page(number: .max, size: .max).offset == 999_999 * 500)
        #expect(Page.first.offset == 0 && Page(number: 3, size: 20).offset == 40)
    }

    @Test func `the last page is at least the first`() {
        func last(_ total: Int, _ size: Int) -> Int {
            Paged<Int>(elements: [], total: total, page: Page(number: 1, size: size)).lastPageNumber
        }
        #expect(last(0, 10) == 1 && last(10, 10) == 1 && last(11, 10) == 2)
        let mapped = Paged(elements: [1, 2], total: 7, page: .first).map { "\($0)" }
        #expect(mapped.elements == ["1", "2"] && mapped.total == 7 && mapped.page == .first)
    }
}
