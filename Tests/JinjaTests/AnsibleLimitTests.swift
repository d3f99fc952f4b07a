import Jinja
import Testing

/// Ansible's filters stay within the limits of a rendering, whatever their arguments.
struct AnsibleLimitTests {
    private func code(_ expression: String) throws -> JinjaError.Code? {
        do throws(JinjaError) {
            _ = try Environment().compile("{{ \(expression) }}").render()
            return nil
        } catch { return error.code }
    }

    @Test(arguments: [
        "('a' * 40 ~ 'b')|regex_search('(a+)+$')", "('a' * 40)|regex_search('(a|a)*b')",
        "('a' * 40)|regex_search('(a|aa)+b')", "('a' * 5000)|regex_search('(.*)*(.*)*(.*)*b')",
        "('x' * 30)|regex_findall('(x+x+)+y')", "('a' * 5000)|regex_search('(a*)*(a*)*(a*)*b')",
        "('ab' * 20)|regex_search('^((ab)*)*c')", "('a' * 30) is match('(?:(?:a?){10}){10}b')",
        "('a' * 3000)|regex_search('(a+)(a+)(a+)(a+)\\\\1b')", "'a'|regex_search('(?:ab){99999}')",
        "'a'|regex_search('(' * 10000)", "('a' * 100000)|regex_replace('a', 'b' * 1000)",
        "'a'|regex_search('a' * 200000)",
    ])
    func `a pattern cannot run away`(expression: String) throws {
        #expect(try self.code(expression) == .limit)
    }

    @Test(arguments: [
        "'10.0.0.0/8'|usable_range", "'::/0'|usable_range", "'1-99999999999'|vlan_expander",
        "range(1000)|product(range(1000), range(1000))|list", "range(30)|permutations|list",
        "range(60)|combinations(30)|list", "'a'|comment(prefix_count=999999999)",
        "'a'|comment(postfix_count=999999999)", "[[[1]]]|to_json(indent=999999999)",
        "[1]|zip_longest(range(999999), range(999999))|list", "('a\\n' * 100000)|comment(decoration='x' * 1000)",
        "(['a' * 1000] * 20000)|to_nice_json",
    ])
    func `a filter that would give too much is stopped`(expression: String) throws {
        #expect(try self.code(expression) == .limit)
    }

    @Test(arguments: [
        "to_json", "to_nice_yaml", "flatten", "to_yaml", "combine({}, recursive=true)", "ipaddr", "union([[1]])",
    ])
    func `a list that contains itself brings nothing down`(filter: String) throws {
        let template = try Environment().compile("{% set l = [] %}{% do l.append(l) %}{{ l|\(filter) }}")
        _ = try? template.render()
    }

    @Test func `a pattern may walk through a long text`() throws {
        let text = (0..<20_000).map { "interface Gi0/\($0)\n description port \($0)\n" }.joined()
        let template = try Environment().compile("{{ t|regex_findall('(?m)^interface (\\\\S+)$')|length }}")
        #expect(try template.render(["t": .string(text)]) == "20000")
    }
}
