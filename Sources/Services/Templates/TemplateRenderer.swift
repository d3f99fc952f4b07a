import Domain
public import Jinja

/// Renders configuration templates: strict, without HTML escaping, with the whitespace rules engineers expect.
public struct TemplateRenderer: Sendable {
    private let environment: Environment

    /// Block lines vanish whole: `trim_blocks` and `lstrip_blocks` are on.
    public init(limits: Limits = Limits()) {
        var environment = Environment(strict: true)
        environment.trimBlocks = true
        environment.lstripBlocks = true
        environment.limits = limits
        self.environment = environment
    }

    /// The text that the template gives for a device; the variables of the change stand beside `device`.
    func render(_ source: String, name: String, variables: JSONValue, device: Device?) throws(JinjaError) -> String {
        var context: Variables = [:]
        if case .object(let members) = variables {
            for (key, member) in members { context[key] = try Value(encoding: member) }
        }
        if let device { context["device"] = device.templateValue }
        return try environment.compile(source, name: name).render(context)
    }

    func variables(of source: String, name: String) throws(JinjaError) -> [VariableUse] {
        try environment.compile(source, name: name).variables()
    }
}

extension Device {
    /// What a template sees under the name `device`.
    var templateValue: Value {
        Value([
            ("name", .string(name.text)), ("host", .string(host.text)), ("port", .int(port.number)),
            ("platform", .string(platform.text)), ("tags", Value(tags.map { .string($0.text) })),
        ])
    }
}
