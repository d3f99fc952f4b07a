import Testing

@testable import DeviceCLI

@Suite struct UnfamiliarPlatformTests {
    @Test(arguments: [
        "sw1>", "sw1#", "<hw1>", "[admin@mt1] > ", "RP/0/RP0/CPU0:xr1#", "fg1 # ", "user@host:~$ ", "admin@pa1> ",
        "A:srl1# ",
        "$ ", "# ",
    ])
    func `any vendor's prompt is one`(prompt: String) throws {
        #expect(try PlatformCLI.unfamiliar().modes.prompt(in: prompt, above: "") != nil)
    }

    @Test(arguments: ["##########", "****** >", "Welcome to VyOS!", "Password: ", "---->", ""])
    func `decoration and sentences are no prompt`(line: String) throws {
        #expect(try PlatformCLI.unfamiliar().modes.prompt(in: line, above: "") == nil)
    }

    @Test func `nothing can be configured`() throws {
        let platform = try PlatformCLI.unfamiliar()
        #expect(platform.modes.configuration == nil)
        #expect(!platform.readOnly.permits("configure terminal"))
    }
}
