import Domain
import Jinja

/// Finds the variables of a set of bodies by their syntax trees.
struct TemplateAnalysis: Sendable {
    let renderer: TemplateRenderer

    /// The variables in the order of their first use; `device` is given by the program and not among them.
    func variables(of bodies: TemplateBodies) throws(JinjaError) -> [TemplateVariable] {
        var order: [String] = []
        var found: [String: Finding] = [:]
        for (part, source) in bodies.parts {
            for use in try renderer.variables(of: source, name: part) {
                let name = String(use.path.prefix { $0 != "." && $0 != "[" })
                // A function cannot be filled into a form.
                guard name != "device", use.kind != .callable else { continue }
                if found[name] == nil { order.append(name) }
                found[name, default: Finding()].note(use, isWhole: use.path == name, part: part)
            }
        }
        return order.compactMap { name in found[name].map { $0.variable(named: name) } }
    }

    private struct Finding {
        var kind = TemplateVariable.Kind.text
        var isRequired = false
        var defaultText = ""
        var usedIn: [String] = []

        mutating func note(_ use: VariableUse, isWhole: Bool, part: String) {
            if !usedIn.contains(part) { usedIn.append(part) }
            if !isWhole {
                kind = use.path.contains("[]") && kind != .object ? .list : .object
            } else {
                switch use.kind {
                case .number: kind = .number
                case .address: kind = .address
                case .boolean: kind = .boolean
                case .list: kind = .list
                case .object: kind = .object
                case .unknown, .string, .callable: break
                }
            }
            if !use.isOptional { isRequired = true }
            if isWhole, let value = use.defaultValue { defaultText = value.text }
        }

        func variable(named name: String) -> TemplateVariable {
            TemplateVariable(
                name: name, kind: kind, isRequired: isRequired, defaultText: defaultText, usedIn: usedIn)
        }
    }
}

extension TemplateBodies {
    /// The bodies that are not empty, with the names by which errors mention them.
    var parts: [(String, String)] {
        [("deploy", deploy), ("validate", validate), ("delete", delete)].filter { !$0.1.isEmpty }
    }
}
