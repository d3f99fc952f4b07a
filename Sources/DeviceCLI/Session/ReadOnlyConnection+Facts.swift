extension ReadOnlyConnection {
    /// The device's facts by the platform's commands; what the device does not say stays nil; throws `DeviceError`.
    ///
    /// A command that the device rejects tells nothing and is no failure: models differ in what they know.
    nonisolated(nonsending) public func facts() async throws(DeviceError) -> DeviceFacts {
        let rules = self.session.platform.facts
        var facts = DeviceFacts(vendor: rules.vendor, os: rules.os)
        for command in rules.commands {
            let result = try await self.run(command.command)
            if result.isAccepted { facts.take(result.output, by: command) }
        }
        if facts.hostname == nil {
            let name = await self.hostname()
            facts.hostname = name.isEmpty ? nil : name
        }
        return facts
    }
}
