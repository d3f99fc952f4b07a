extension PlatformCLI {
    /// The line by which the device says that the account or the address is locked; nil when it does not say so.
    func lockout(in text: String) -> String? {
        text.split(separator: "\n").first { line in self.lockouts.contains { $0.matches(String(line)) } }.map(
            String.init)
    }
}

extension DeviceError {
    /// The same failure, as a lockout when the words of the server say so.
    func asLockout(by platform: PlatformCLI) -> DeviceError {
        guard case .authentication = self.code, let words = platform.lockout(in: DeviceText.clean(self.cause.utf8))
        else {
            return self
        }
        var lockout = DeviceError(
            .lockedOut(words), address: self.address, state: self.state, expectation: self.expectation,
            lastSeen: self.lastSeen, cause: self.cause, stage: self.stage)
        lockout.passed = self.passed
        return lockout
    }
}
