import Foundation
public import Jinja
import Yams

/// The variables of a template from YAML, with the kinds of values that Python's YAML library gives; dates stay text.
public enum YAMLVariables {
    /// A text that is no YAML, or too large: at most a million values, 100 levels deep.
    public struct Problem: Error, CustomStringConvertible {
        /// What is wrong and where.
        public let description: String
    }

    /// The value of a YAML text; nothing at all is none.
    public static func value(of text: String) throws(Problem) -> Value {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw Problem(description: "This is not valid YAML: \(error)")
        }
        guard let node else { return .none }
        var reader = Reader()
        return try reader.value(node, depth: 0)
    }

    private struct Reader {
        /// Aliases may repeat a value many times; the sum is bounded.
        private var count = 0

        mutating func value(_ node: Node, depth: Int) throws(Problem) -> Value {
            self.count += 1
            guard self.count <= 1_000_000, depth < 100 else {
                throw Problem(description: "This YAML has more than a million values, or more than 100 levels")
            }
            try self.checkTag(node)
            switch node {
            case .scalar(let scalar): return try YAMLScalar.value(scalar)
            case .sequence(let sequence):
                var items: [Value] = []
                for item in sequence { items.append(try self.value(item, depth: depth + 1)) }
                return Value(items)
            case .mapping(let mapping): return try self.mapping(mapping, depth)
            case .alias: throw Problem(description: "This YAML has an alias without an anchor")
            }
        }

        /// A tag that is not known would change the value: Python's `safe_load` refuses it, too.
        private func checkTag(_ node: Node) throws(Problem) {
            // The node's own `tag` would resolve it, and by other rules than ours.
            let tag =
                switch node {
                case .scalar(let scalar): scalar.tag.description
                case .sequence(let sequence): sequence.tag.description
                case .mapping(let mapping): mapping.tag.description
                case .alias: ""
                }
            guard !tag.isEmpty, tag != "!", !Self.tags.contains(tag) else { return }
            throw self.fail("The tag “\(tag)” is not known", node)
        }

        private static let tags: Set<String> = Set(
            ["str", "int", "float", "bool", "null", "seq", "map", "merge", "value", "timestamp"].map {
                "tag:yaml.org,2002:\($0)"
            })

        private mutating func mapping(_ mapping: Node.Mapping, _ depth: Int) throws(Problem) -> Value {
            var merged: [(Value, Value)] = []
            var own: [(Value, Value)] = []
            for (key, member) in mapping {
                if let scalar = key.scalar, scalar.string == "<<", scalar.style == .plain {
                    for source in member.sequence.map(Array.init)?.reversed() ?? [member] {
                        guard case .mapping(let other) = source else {
                            throw self.fail("“<<” takes a mapping or a list of mappings", key)
                        }
                        merged += try self.pairs(other, depth)
                    }
                } else {
                    own.append((try self.key(key, depth), try self.value(member, depth: depth + 1)))
                }
            }
            do throws(JinjaError) { return try Value(keyed: merged + own) } catch {
                throw Problem(description: "\(error.message)")
            }
        }

        private mutating func pairs(_ mapping: Node.Mapping, _ depth: Int) throws(Problem) -> [(Value, Value)] {
            var pairs: [(Value, Value)] = []
            for (key, member) in mapping {
                pairs.append((try self.key(key, depth), try self.value(member, depth: depth + 1)))
            }
            return pairs
        }

        private mutating func key(_ key: Node, _ depth: Int) throws(Problem) -> Value {
            guard case .scalar = key else { throw self.fail("A key is not a plain word or number", key) }
            return try self.value(key, depth: depth + 1)
        }

        private func fail(_ what: String, _ node: Node) -> Problem {
            Problem(description: what + (node.mark.map { ", line \($0.line)" } ?? ""))
        }
    }
}
