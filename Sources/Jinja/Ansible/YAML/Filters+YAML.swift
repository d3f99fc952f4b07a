/// Ansible's filters that read and write YAML.
extension Filters {
    static let yaml: [String: Filter] = [
        "from_yaml": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            if case .undefined(let undefined) = value { throw undefined.error }
            // What is no text is given back, as in Ansible.
            guard let text = value.stringValue else { return value }
            var reader = try YAMLReader(text, rendering)
            return try reader.document()
        },
        "to_yaml": Filter { value, arguments, rendering throws(JinjaError) in
            var writer = YAMLWriter(rendering)
            try writer.set(arguments.named)
            return .string(try writer.text(value))
        },
        "to_nice_yaml": Filter { value, arguments, rendering throws(JinjaError) in
            var writer = YAMLWriter(rendering)
            writer.flow = false
            writer.indentStep = 4
            var named = arguments.named
            if let indent = arguments.positional.first { named.insert(("indent", indent), at: 0) }
            try writer.set(named)
            return .string(try writer.text(value))
        },
    ]
}

extension YAMLWriter {
    /// The options of PyYAML's `dump`; the ones that change nothing here are passed over.
    mutating func set(_ options: [(name: String, value: Value)]) throws(JinjaError) {
        for (name, value) in options {
            switch name {
            case "indent":
                if value.isNone { continue }
                let step = try value.wholeNumber("indent")
                // libyaml takes other widths for its own.
                self.indentStep = step > 1 && step < 10 ? step : 2
            case "width":
                if value.isNone { continue }
                let width = try value.wholeNumber("width")
                if width < 0 { self.width = Int.max } else { self.width = width <= self.indentStep * 2 ? 80 : width }
            case "sort_keys": self.sortsKeys = try value.isTrue()
            case "default_flow_style": self.flow = value.isNone ? nil : try value.isTrue()
            case "explicit_start": self.startsDocument = try value.isTrue()
            case "explicit_end": self.endsDocument = try value.isTrue()
            default:
                throw JinjaError(.unsupported, "The option “\(name)” is not available; indent, width and sort_keys are")
            }
        }
    }
}
