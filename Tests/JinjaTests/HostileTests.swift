import Foundation
import Jinja
import Testing

/// Templates that try to break out, or to use up the machine; each is refused by a typed error within its limits.
struct HostileTests {
    private static let sources: [String] = {
        let file = Oracle.folder.appending(path: "Cases/hostile.txt")
        return ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }()

    private func environment() -> Environment {
        var environment = Environment(
            loader: DictionaryLoader([
                "lib": "{% macro f() %}{% endmacro %}{% set _secret = 1 %}", "loop": "{% include 'loop' %}",
                "selfish": "{% extends 'selfish' %}",
            ]))
        environment.limits.time = .milliseconds(150)
        return environment
    }

    @Test func `there are enough of them`() { #expect(Self.sources.count >= 160) }

    @Test(.serialized, arguments: Self.sources)
    func `it is refused in time`(source: String) throws {
        let start = ContinuousClock.now
        #expect(throws: JinjaError.self) {
            try self.environment().compile(source, name: "hostile").render()
        }
        // The slack is for one step that cannot be interrupted, on a busy machine.
        #expect(ContinuousClock.now - start < .seconds(8))
    }

    @Test(.serialized, arguments: Self.sources)
    func `it gives nothing away when undefined values are allowed`(source: String) throws {
        var environment = self.environment()
        environment.undefined = .chainable
        guard source.contains("__") else { return }
        let text = try? environment.compile(source, name: "hostile").render()
        for secret in ["class", "function", "object", "module", "root:", "builtin"] {
            #expect(text?.contains(secret) != true, "\(source)")
        }
    }
}
