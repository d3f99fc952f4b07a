import SSH
import Testing

@testable import DeviceCLI

@Suite struct DeviceErrorTests {
    static let key = SSHHostKey(type: "ssh-ed25519", bytes: [1, 2, 3])
    static let codes: [DeviceError.Code] =
        [
            .unresolvable, .unreachable, .refused, .keyExchange(nil), .hostKeyChanged(expected: [key], offered: key),
            .authentication(offeredMethods: ["password"]), .badPrivateKey, .enableRefused, .prompt,
            .commandRejected(line: 3, command: "bad", message: "% Invalid input."), .disconnected,
            .disconnectedMidCommand,
            .incompleteOutput, .notSaved, .notAllowed, .invalidInput, .cancelled, .protocolError,
        ] + DeviceStage.allCases.map { .timeout($0) }

    @Test func `every code has a kind of its own and a sentence that names the device`() {
        let errors = Self.codes.map { DeviceError($0, address: "192.0.2.1:22", state: "running 'show version'") }
        #expect(Set(errors.map(\.kind)).count == errors.count)
        for error in errors {
            #expect(error.description.contains("192.0.2.1:22"))
            #expect(error.description.hasSuffix("."))
            #expect(!error.description.contains(".."))
            #expect(error.kind.allSatisfy { $0.isLowercase || $0 == "_" })
        }
    }

    @Test func `what was seen is made visible for the log only, secrets masked`() {
        let seen = DeviceText.visible(
            Array("Password: hunter22\r\n\u{1B}[0mé\u{07}x".utf8), masking: ["hunter22", "x"])
        #expect(seen == "Password: •••\\r\\n\\e[0m\\u{e9}\\u{7}x")
        let error = DeviceError(.prompt, address: "r1:22", state: "s", lastSeen: seen)
        #expect(!error.description.contains("Password"))
        #expect(error.debugDescription.contains("Password: •••"))
    }

    @Test func `device text loses control characters and bad UTF-8, keeps lines and tabs`() {
        #expect(DeviceText.clean([0x61, 0x09, 0x07, 0x1B, 0x0A, 0xFF, 0xC2, 0x9B, 0x62]) == "a\t\n\u{FFFD}b")
    }
}
