import Jinja
import Testing

struct RenderTests {
    @Test func `a template prints its variables`() throws {
        let template = try Environment().compile("hostname {{ name }}")
        #expect(try template.render(["name": "sw1"]) == "hostname sw1")
    }
}
